namespace SafetyML.Statistics;

/// <summary>Holm's step-down adjustment of several p values (1979): the chance of one false alarm among all of them.</summary>
internal static class Holm
{
    public static double[] Adjust(IReadOnlyList<double> values)
    {
        Samples.RequireSome(values.Count, "p values");
        Samples.RequireProbabilities([.. values]);
        var adjusted = new double[values.Count];
        var (largest, left) = (0.0, values.Count);
        foreach (var i in Enumerable.Range(0, values.Count).OrderBy(i => values[i]))
        {
            largest = Math.Max(largest, Math.Min(1, values[i] * left--));
            adjusted[i] = largest;
        }
        return adjusted;
    }
}
