namespace SafetyML.Statistics;

/// <summary>What Stirling's formula leaves out, and the densities that Loader (2000) writes with it: exact to rounding where log-gammas would cancel.</summary>
internal static class StirlingError
{
    private const double SeriesFrom = 16;

    /// <summary>log Γ(z + 1) − [(z + ½) log z − z + ½ log 2π], for z &gt; 0.</summary>
    public static double Of(double z)
    {
        var error = 0.0;
        for (; z < SeriesFrom; z++)
            error += (z + 0.5) * LogOnePlus(1 / z) - 1;
        var inverse = 1 / (z * z);
        var tail = 1 / 1260.0 - inverse * (1 / 1680.0 - inverse * (1 / 1188.0 - inverse * 691 / 360360));
        return error + (1 / 12.0 - inverse * (1 / 360.0 - inverse * tail)) / z;
    }

    /// <summary>Γ(n + 1) / (Γ(x + 1) Γ(n − x + 1)) pˣ qⁿ⁻ˣ for 0 ≤ x ≤ n, whole or not, with q = 1 − p.</summary>
    public static double BinomialDensity(double x, double n, double p, double q)
    {
        if (p == 0 || q == 0)
            return (p == 0 ? x : n - x) == 0 ? 1 : 0;
        if (x == 0 || x == n)
            return Math.Exp(n * (x == 0 ? LogComplement(p, q) : LogComplement(q, p)));
        var exponent = Of(n) - Of(x) - Of(n - x) - Deviance(x, n * p) - Deviance(n - x, n * q);
        return Math.Exp(exponent) * Math.Sqrt(n / (2 * Math.PI * x * (n - x)));
    }

    // log(1 − p), given both p and q = 1 − p: the smaller one is the exact one.
    private static double LogComplement(double p, double q) => p < 0.5 ? LogOnePlus(-p) : Math.Log(q);

    /// <summary>log(1 + x) for small x, too.</summary>
    public static double LogOnePlus(double x)
    {
        var sum = 1 + x;
        return sum == 1 ? x : Math.Log(sum) * x / (sum - 1);
    }

    // x log(x / m) + m − x, by its series in v = (x − m) / (x + m) where the terms would cancel.
    private static double Deviance(double x, double m)
    {
        if (Math.Abs(x - m) >= 0.1 * (x + m))
            return x * Math.Log(x / m) + m - x;
        var v = (x - m) / (x + m);
        var (sum, term) = ((x - m) * v, 2 * x * v);
        for (var j = 1; ; j++)
        {
            term *= v * v;
            var next = sum + term / (2 * j + 1);
            if (next == sum)
                return sum;
            sum = next;
        }
    }
}
