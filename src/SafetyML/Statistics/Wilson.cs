namespace SafetyML.Statistics;

/// <summary>The score interval of a proportion (Wilson, 1927).</summary>
internal static class Wilson
{
    public static Interval Of(int hits, int count)
    {
        Samples.RequirePart(hits, count);
        var (share, square) = ((double)hits / count, Interval.Quantile * Interval.Quantile);
        var center = (share + square / (2 * count)) / (1 + square / count);
        var half = Interval.Quantile * Math.Sqrt(share * (1 - share) / count + square / (4.0 * count * count)) / (1 + square / count);
        return new(hits == 0 ? 0 : center - half, hits == count ? 1 : center + half);
    }
}
