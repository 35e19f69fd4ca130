namespace SafetyML.Statistics;

/// <summary>Ranks from 1, where equal values share the mean of theirs.</summary>
internal static class Ranks
{
    public static double[] Of(ReadOnlySpan<double> values)
    {
        var (sorted, order) = (values.ToArray(), Enumerable.Range(0, values.Length).ToArray());
        Array.Sort(sorted, order);
        var ranks = new double[values.Length];
        for (var (start, end) = (0, 0); start < sorted.Length; start = end)
        {
            while (end < sorted.Length && sorted[end] == sorted[start])
                end++;
            foreach (var i in order.AsSpan(start, end - start))
                ranks[i] = (start + 1 + end) / 2.0;
        }
        return ranks;
    }

    /// <summary>Σ (t³ − t) over the sizes t of the groups of equal values.</summary>
    public static double TieTerm(ReadOnlySpan<double> values) =>
        values.ToArray().CountBy(value => value).Sum(tie => Math.Pow(tie.Value, 3) - tie.Value);
}
