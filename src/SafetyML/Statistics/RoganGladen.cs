namespace SafetyML.Statistics;

/// <summary>A rate that an imperfect judge measured, corrected for the judge's known errors (Rogan and Gladen, 1978).</summary>
internal static class RoganGladen
{
    /// <summary>(rate + specificity − 1) / (sensitivity + specificity − 1), which may be outside 0 to 1.</summary>
    /// <param name="hits">The rows that the judge called positive.</param>
    /// <param name="count">The rows that it judged.</param>
    /// <param name="judge">The judge against labels.</param>
    public static double Of(int hits, int count, BinaryCounts judge)
    {
        Samples.RequirePart(hits, count);
        Samples.RequireSome(judge.Positives, "positive labels to measure the judge's sensitivity on");
        Samples.RequireSome(judge.Negatives, "negative labels to measure the judge's specificity on");
        var power = judge.Recall + judge.Specificity - 1;
        if (power <= 0)
            throw new ArgumentException(
                $"The judge is no better than chance: sensitivity {judge.Recall} and specificity {judge.Specificity} add up to no more than 1. "
                + "No rate can be corrected with it.");
        return ((double)hits / count + judge.Specificity - 1) / power;
    }

    /// <summary>
    /// The interval that carries the uncertainty of the rate and of the judge: the delta method on counts that are moved to the middle, so that a judge
    /// without an observed error is not taken for perfect (Lang and Reiczigel, 2014). Its ends may be outside 0 to 1.
    /// </summary>
    public static Interval IntervalOf(int hits, int count, BinaryCounts judge)
    {
        var square = Interval.Quantile * Interval.Quantile;
        var (rows, positives, negatives) = (count + square, judge.Positives + 2.0, judge.Negatives + 2.0);
        var rate = (hits + square / 2) / rows;
        var (sensitivity, specificity) = ((judge.TruePositives + 1) / positives, (judge.TrueNegatives + 1) / negatives);
        var power = sensitivity + specificity - 1;
        if (power <= 0)
            return new(0, 1);
        var corrected = (rate + specificity - 1) / power;
        var ofPositives = sensitivity * (1 - sensitivity) / positives;
        var ofNegatives = specificity * (1 - specificity) / negatives;
        var shift = 2 * square * (corrected * ofPositives - (1 - corrected) * ofNegatives);
        var variance = rate * (1 - rate) / rows + corrected * corrected * ofPositives + (1 - corrected) * (1 - corrected) * ofNegatives;
        var half = Interval.Quantile * Math.Sqrt(variance) / power;
        return new(corrected + shift - half, corrected + shift + half);
    }
}
