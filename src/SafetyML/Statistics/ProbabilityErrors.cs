namespace SafetyML.Statistics;

/// <summary>How far probabilities of the positive class are from what happened; 0 is best in each.</summary>
internal static class ProbabilityErrors
{
    /// <summary>The bins of <see cref="Calibration"/>, of equal width over 0 to 1.</summary>
    public const int Bins = 10;

    /// <summary>The mean square of probability less outcome (Brier, 1950).</summary>
    public static double Brier(ReadOnlySpan<bool> labels, ReadOnlySpan<double> probabilities)
    {
        Check(labels, probabilities);
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
            sum += Math.Pow(probabilities[i] - (labels[i] ? 1 : 0), 2);
        return sum / labels.Length;
    }

    /// <summary>The mean of −log(probability of what happened), probabilities held <paramref name="least"/> away from 0 and 1.</summary>
    public static double LogLoss(ReadOnlySpan<bool> labels, ReadOnlySpan<double> probabilities, double least)
    {
        Check(labels, probabilities);
        var sum = 0.0;
        for (var i = 0; i < labels.Length; i++)
        {
            var held = Math.Clamp(probabilities[i], least, 1 - least);
            sum -= Math.Log(labels[i] ? held : 1 - held);
        }
        return sum / labels.Length;
    }

    /// <summary>
    /// The expected calibration error: over bins of equal width, closed above, the mean of |mean probability − share of positives| weighted by their
    /// rows (Naeini et al., 2015).
    /// </summary>
    public static double Calibration(ReadOnlySpan<bool> labels, ReadOnlySpan<double> probabilities, int bins = Bins)
    {
        Check(labels, probabilities);
        var excess = new double[bins];
        for (var i = 0; i < labels.Length; i++)
            excess[Math.Max(0, (int)Math.Ceiling(probabilities[i] * bins) - 1)] += probabilities[i] - (labels[i] ? 1 : 0);
        return excess.Sum(Math.Abs) / labels.Length;
    }

    private static void Check(ReadOnlySpan<bool> labels, ReadOnlySpan<double> probabilities)
    {
        Samples.RequirePairs(labels.Length, probabilities.Length);
        Samples.RequireProbabilities(probabilities);
    }
}
