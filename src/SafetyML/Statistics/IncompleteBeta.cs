namespace SafetyML.Statistics;

/// <summary>The regularised incomplete beta function, by Lentz's evaluation of its continued fraction (DLMF 8.17.22).</summary>
internal static class IncompleteBeta
{
    private const double Tiny = 1e-300;

    /// <summary>I_x(a, b) for a, b &gt; 0 and x from 0 to 1. Give 1 − x where it is known better than the subtraction says.</summary>
    public static double Regularized(double a, double b, double x, double? complement = null)
    {
        if (a is not > 0 || b is not > 0 || x is not (>= 0 and <= 1))
            throw new ArgumentException($"I_x(a, b) needs a and b above 0 and x from 0 to 1; a = {a}, b = {b}, x = {x}.");
        var rest = complement ?? 1 - x;
        if (x == 0 || rest == 0)
            return x == 0 ? 0 : 1;
        // The fraction converges fast on the side of the mode; the other side is its mirror.
        return x <= (a + 1) / (a + b + 2) ? Fraction(a, b, x, rest) : 1 - Fraction(b, a, rest, x);
    }

    private static double Fraction(double a, double b, double x, double rest)
    {
        // x^a (1 − x)^b / (a B(a, b))
        var front = StirlingError.BinomialDensity(a, a + b, x, rest) * b / (a + b);
        var (c, d) = (1.0, Inverse(1 - (a + b) * x / (a + 1)));
        var value = d;
        for (var m = 1; ; m++)
        {
            Step(m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)), ref c, ref d, ref value);
            var change = Step(-(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)), ref c, ref d, ref value);
            if (Math.Abs(change - 1) < 1e-16 || m > 100_000)
                return front * value;
        }
    }

    private static double Step(double numerator, ref double c, ref double d, ref double value)
    {
        d = Inverse(1 + numerator * d);
        c = 1 + numerator / c;
        if (Math.Abs(c) < Tiny)
            c = Tiny;
        value *= c * d;
        return c * d;
    }

    private static double Inverse(double value) => 1 / (Math.Abs(value) < Tiny ? Tiny : value);
}
