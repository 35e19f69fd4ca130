namespace SafetyML.Statistics;

/// <summary>Intervals of a difference of two proportions made of their Wilson intervals (Newcombe, 1998).</summary>
internal static class Newcombe
{
    /// <summary>The first rate less the second, of two independent sets (method 10 of the paper on independent proportions).</summary>
    public static Interval Of(int firstHits, int firstCount, int secondHits, int secondCount) =>
        Combine((double)firstHits / firstCount, Wilson.Of(firstHits, firstCount), (double)secondHits / secondCount, Wilson.Of(secondHits, secondCount), 0);

    /// <summary>The first rate less the second over the same rows (method 10 of the paper on paired proportions).</summary>
    /// <param name="both">Rows that have the property in both.</param>
    /// <param name="onlyFirst">Rows that have it in the first alone.</param>
    /// <param name="onlySecond">Rows that have it in the second alone.</param>
    /// <param name="neither">Rows that have it in neither.</param>
    public static Interval Paired(int both, int onlyFirst, int onlySecond, int neither)
    {
        var count = checked(both + onlyFirst + onlySecond + neither);
        var (first, second) = (both + onlyFirst, both + onlySecond);
        return Combine(
            (double)first / count, Wilson.Of(first, count), (double)second / count, Wilson.Of(second, count), Correlation(both, onlyFirst, onlySecond, neither));
    }

    private static Interval Combine(double first, Interval ofFirst, double second, Interval ofSecond, double correlation)
    {
        var difference = first - second;
        var down = Distance(first - ofFirst.Low, ofSecond.High - second, correlation);
        var up = Distance(ofFirst.High - first, second - ofSecond.Low, correlation);
        return new Interval(difference - down, difference + up).Clamp(-1, 1);
    }

    private static double Distance(double first, double second, double correlation) =>
        Math.Sqrt(Math.Max(0, first * first - 2 * correlation * first * second + second * second));

    // The paper's φ̂: the correlation of the two, less n/2 in its numerator where that does not change its sign.
    private static double Correlation(double both, double onlyFirst, double onlySecond, double neither)
    {
        var margins = (both + onlyFirst) * (onlySecond + neither) * (both + onlySecond) * (onlyFirst + neither);
        if (margins == 0)
            return 0;
        var (product, half) = (both * neither - onlyFirst * onlySecond, (both + onlyFirst + onlySecond + neither) / 2);
        return (product > 0 ? Math.Max(product - half, 0) : product) / Math.Sqrt(margins);
    }
}
