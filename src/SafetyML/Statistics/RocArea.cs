namespace SafetyML.Statistics;

/// <summary>The chance that a positive row has a higher score than a negative one, ties counted half (area under the ROC curve).</summary>
internal static class RocArea
{
    /// <summary>The area; NaN where the labels are all of one class.</summary>
    public static double Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        var (sum, positives) = (0.0, 0);
        Check(labels, scores);
        var ranks = Ranks.Of(scores);
        for (var i = 0; i < labels.Length; i++)
            if (labels[i])
                (sum, positives) = (sum + ranks[i], positives + 1);
        var pairs = (double)positives * (labels.Length - positives);
        return pairs == 0 ? double.NaN : (sum - positives * (positives + 1.0) / 2) / pairs;
    }

    /// <summary>The score interval of an area (Newcombe, 2006, method 5): the areas from which <paramref name="area"/> is 1.96 standard errors away.</summary>
    public static Interval IntervalOf(double area, int positives, int negatives) =>
        double.IsNaN(area) ? Interval.None : new(End(area, 0, positives, negatives), End(area, 1, positives, negatives));

    public static void Check(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        Samples.RequirePairs(labels.Length, scores.Length);
        foreach (var score in scores)
            if (double.IsNaN(score))
                throw new ArgumentException("A score is NaN. Leave out what has no number, and count it.");
    }

    private static double End(double area, double limit, int positives, int negatives)
    {
        var (near, far) = (area, limit);
        for (var i = 0; i < 100; i++)
        {
            var middle = (near + far) / 2;
            var inside = Math.Abs(middle - area) <= Interval.Quantile * Math.Sqrt(Variance(middle, positives, negatives));
            (near, far) = inside ? (middle, far) : (near, middle);
        }
        return near;
    }

    // Hanley and McNeil's variance with both sizes replaced by their mean but in the denominator.
    private static double Variance(double area, double positives, double negatives)
    {
        var size = (positives + negatives) / 2 - 1;
        return area * (1 - area) * (1 + size * (1 - area) / (2 - area) + size * area / (1 + area)) / (positives * negatives);
    }
}
