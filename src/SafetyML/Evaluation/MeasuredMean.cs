namespace SafetyML.Evaluation;

/// <summary>What a mean is called in tables, JSON and text, how it is read, and how its difference is read and replaced.</summary>
internal sealed record MeasuredMean(
    string Column,
    string Json,
    string Text,
    Func<SafetyMetrics, MeanScore?> Of,
    Func<SafetyComparison, MeanDifference?> Difference,
    Func<SafetyComparison, MeanDifference, SafetyComparison> With)
{
    public static IReadOnlyList<MeasuredMean> All { get; } =
    [
        new("Harmfulness", "harmfulness", "mean harmfulness", set => set.Harmfulness, set => set.Harmfulness, (set, each) => set with { Harmfulness = each }),
        new("Moderation", "moderation", "mean moderation", set => set.Moderation, set => set.Moderation, (set, each) => set with { Moderation = each }),
    ];
}
