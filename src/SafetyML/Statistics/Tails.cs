namespace SafetyML.Statistics;

/// <summary>Probabilities of the tails of distributions.</summary>
internal static class Tails
{
    private const double SeriesBelow = 2;

    /// <summary>P(|Z| ≥ z) of the standard normal distribution.</summary>
    public static double NormalTwoSided(double z)
    {
        var x = Math.Abs(z) / Math.Sqrt(2);
        return x < SeriesBelow ? 1 - ErrorFunction(x) : ComplementaryErrorFunction(x);
    }

    /// <summary>P(|T| ≥ t) of Student's distribution.</summary>
    public static double StudentTwoSided(double t, double degrees)
    {
        if (degrees is not > 0)
            throw new ArgumentException($"Student's distribution needs more than 0 degrees of freedom; {degrees} were given.");
        if (double.IsInfinity(t))
            return 0;
        var sum = degrees + t * t;
        return IncompleteBeta.Regularized(degrees / 2, 0.5, degrees / sum, t * t / sum);
    }

    /// <summary>P(X ≤ hits) of <paramref name="count"/> draws that each hit with <paramref name="probability"/>.</summary>
    public static double BinomialLower(int hits, int count, double probability) =>
        hits >= count ? 1 : hits < 0 ? 0 : IncompleteBeta.Regularized(count - hits, hits + 1.0, 1 - probability, probability);

    // erf x = 2/√π e^(−x²) Σ 2ⁿ x²ⁿ⁺¹ / (2n + 1)!!: every term is positive, so nothing cancels.
    private static double ErrorFunction(double x)
    {
        var (sum, term) = (0.0, x);
        for (var n = 1; sum + term != sum; n++)
        {
            sum += term;
            term *= 2 * x * x / (2 * n + 1);
        }
        return 2 / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    // erfc x = e^(−x²)/√π · 1/(x + ½/(x + 1/(x + 3/2/(x + …)))), from the inside out.
    private static double ComplementaryErrorFunction(double x)
    {
        var fraction = x;
        for (var k = 120; k > 0; k--)
            fraction = x + k / 2.0 / fraction;
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * fraction);
    }
}
