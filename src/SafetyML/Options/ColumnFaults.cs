namespace SafetyML.Options;

/// <summary>Checks the column names of a verb.</summary>
internal static class ColumnFaults
{
    public static IEnumerable<string> Of(IReadOnlyList<string> inputs, IReadOnlyList<string> outputs)
    {
        if (inputs.Concat(outputs).Any(string.IsNullOrEmpty))
            yield return "A column name is empty. Give every column a name.";
        foreach (var repeated in outputs.GroupBy(name => name).Where(group => group.Count() > 1))
            yield return $"Two outputs are named '{repeated.Key}'. Give every output its own name.";
    }
}
