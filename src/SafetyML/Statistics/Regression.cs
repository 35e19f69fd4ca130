namespace SafetyML.Statistics;

/// <summary>How far scores are from labels.</summary>
internal static class Regression
{
    public static double MeanAbsoluteError(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores) =>
        Samples.Differences(labels, scores).Average(Math.Abs);

    public static double MeanSquaredError(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores) =>
        Samples.Differences(labels, scores).Average(each => each * each);

    public static double RootMeanSquaredError(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores) => Math.Sqrt(MeanSquaredError(labels, scores));

    /// <summary>The share of the labels' variance that the scores explain, 1 at most; NaN where all labels are equal.</summary>
    public static double RSquared(ReadOnlySpan<double> labels, ReadOnlySpan<double> scores)
    {
        var error = Samples.Differences(labels, scores).Sum(each => each * each);
        var spread = Centred(labels).Sum(each => each * each);
        return spread == 0 ? double.NaN : 1 - error / spread;
    }

    /// <summary>The linear correlation, −1 to 1; NaN where one side is constant.</summary>
    public static double Pearson(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Samples.Differences(first, second);
        var (x, y) = (Centred(first), Centred(second));
        var product = x.Zip(y, (a, b) => a * b).Sum();
        return Math.Clamp(product / Math.Sqrt(x.Sum(each => each * each)) / Math.Sqrt(y.Sum(each => each * each)), -1, 1);
    }

    /// <summary>The correlation of ranks, −1 to 1; NaN where one side is constant.</summary>
    public static double Spearman(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        Samples.Differences(first, second);
        return Pearson(Ranks.Of(first), Ranks.Of(second));
    }

    private static double[] Centred(ReadOnlySpan<double> values)
    {
        var all = values.ToArray();
        var mean = all.Average();
        return Array.ConvertAll(all, each => each - mean);
    }
}
