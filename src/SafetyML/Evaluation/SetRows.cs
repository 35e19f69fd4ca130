namespace SafetyML.Evaluation;

/// <summary>The rows of a table of sets: all, then each group.</summary>
internal static class SetRows
{
    private const string All = "all";

    public static IReadOnlyList<(string Name, T Metrics)> Of<T>(T all, IReadOnlyDictionary<string, T> groups) =>
        [(All, all), .. groups.Select(group => (group.Key, group.Value))];
}
