namespace SafetyML.Torch.Training;

/// <summary>Tokenised rows with an account of those that were lost.</summary>
/// <param name="Examples">Rows to train on, in input order.</param>
/// <param name="Skipped">Rows that carry nothing to learn.</param>
/// <param name="Shortened">Positions of the rows that were cut at the cutoff, from 0.</param>
public sealed record EncodedExamples(IReadOnlyList<TrainingExample> Examples, IReadOnlyList<SkippedRow> Skipped, IReadOnlyList<int> Shortened)
{
    private const int Listed = 20;

    /// <summary>A line for each kind of loss with the first positions; empty when nothing was lost.</summary>
    public IEnumerable<string> Warnings()
    {
        foreach (var group in Skipped.GroupBy(row => row.Reason))
            yield return $"{Count(group.Count())} skipped, {group.Key}: {Positions(group.Select(row => row.Row))}.";
        if (Shortened.Count > 0)
            yield return $"{Count(Shortened.Count)} cut at the cutoff: {Positions(Shortened)}.";
    }

    private static string Count(int rows) => rows == 1 ? "1 row" : $"{rows} rows";

    private static string Positions(IEnumerable<int> rows)
    {
        var all = rows.ToList();
        return string.Join(", ", all.Take(Listed)) + (all.Count > Listed ? $" and {all.Count - Listed} more" : "");
    }
}
