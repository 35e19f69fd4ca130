namespace SafetyML.Statistics;

/// <summary>Fisher's exact test of a 2 × 2 table.</summary>
internal static class FisherExact
{
    // Tables whose probabilities differ by rounding alone are equally likely.
    private const double Slack = 1 + 1e-7;

    /// <summary>The two-sided p value: the probability, with all margins fixed, of every table that is no more likely than this one.</summary>
    public static double PValue(int topLeft, int topRight, int bottomLeft, int bottomRight)
    {
        if (topLeft < 0 || topRight < 0 || bottomLeft < 0 || bottomRight < 0)
            throw new ArgumentException($"A table holds counts from 0; [[{topLeft}, {topRight}], [{bottomLeft}, {bottomRight}]] was given.");
        var (top, left, all) = (topLeft + topRight, topLeft + bottomLeft, checked(topLeft + topRight + bottomLeft + bottomRight));
        Samples.RequireSome(all, "rows in the table");
        var observed = Density(topLeft, top, left, all);
        var sum = 0.0;
        for (var x = Math.Max(0, top + left - all); x <= Math.Min(top, left); x++)
            if (Density(x, top, left, all) is var density && density <= observed * Slack)
                sum += density;
        return Math.Min(1, sum);
    }

    // The hypergeometric density as three binomial ones with a common p (Loader, 2000).
    private static double Density(int x, int top, int left, int all)
    {
        var (p, q) = ((double)left / all, (double)(all - left) / all);
        if (p == 0 || q == 0)
            return 1;
        return StirlingError.BinomialDensity(x, left, p, q) * StirlingError.BinomialDensity(top - x, all - left, p, q)
            / StirlingError.BinomialDensity(top, all, p, q);
    }
}
