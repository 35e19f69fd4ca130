namespace SafetyML.Evaluation;

/// <summary>The score interval of a proportion (Wilson, 1927).</summary>
internal static class WilsonInterval
{
    // The 97.5 % quantile of the standard normal distribution.
    private const double Quantile = 1.959963984540054;

    public static (double Low, double High) Of(int hits, int count)
    {
        var (share, square) = ((double)hits / count, Quantile * Quantile);
        var center = (share + square / (2 * count)) / (1 + square / count);
        var half = Quantile * Math.Sqrt(share * (1 - share) / count + square / (4.0 * count * count)) / (1 + square / count);
        return (hits == 0 ? 0 : center - half, hits == count ? 1 : center + half);
    }
}
