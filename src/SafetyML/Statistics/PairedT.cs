namespace SafetyML.Statistics;

/// <summary>Student's test of paired values.</summary>
internal static class PairedT
{
    /// <summary>The two-sided p value; NaN for one pair, or where all pairs are equal.</summary>
    public static double PValue(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var differences = Samples.Differences(first, second);
        if (differences.Length == 1)
            return double.NaN;
        var mean = differences.Average();
        var variance = differences.Sum(each => (each - mean) * (each - mean)) / (differences.Length - 1);
        var t = mean / Math.Sqrt(variance / differences.Length);
        return double.IsNaN(t) ? double.NaN : Tails.StudentTwoSided(t, differences.Length - 1);
    }
}
