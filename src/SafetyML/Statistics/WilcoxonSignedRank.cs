namespace SafetyML.Statistics;

/// <summary>Wilcoxon's signed-rank test of paired values; pairs that do not differ are left out (1945).</summary>
internal static class WilcoxonSignedRank
{
    private const int MostForExact = 50;

    /// <summary>The two-sided p value: exact to 50 pairs that differ, by the normal approximation beyond; 1 where none differs.</summary>
    public static double PValue(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        var differences = Differences(first, second);
        return differences.Length <= MostForExact ? Exact(differences) : Normal(differences);
    }

    /// <summary>The two-sided p value of the normal approximation with the correction for ties and none for continuity.</summary>
    public static double NormalPValue(ReadOnlySpan<double> first, ReadOnlySpan<double> second) => Normal(Differences(first, second));

    private static double[] Differences(ReadOnlySpan<double> first, ReadOnlySpan<double> second) =>
        [.. Samples.Differences(first, second).Where(difference => difference != 0)];

    private static double[] Sizes(double[] differences) => Array.ConvertAll(differences, Math.Abs);

    private static double Normal(double[] differences)
    {
        if (differences.Length == 0)
            return 1;
        double n = differences.Length;
        var variance = (n * (n + 1) * (2 * n + 1) - Ranks.TieTerm(Sizes(differences)) / 2) / 24;
        return Tails.NormalTwoSided((PositiveSum(differences) - n * (n + 1) / 4) / Math.Sqrt(variance));
    }

    // Over all 2ⁿ signs of the ranks at hand, ties included. Ranks are halves at most, so twice their sum is whole; 2⁵⁰ is exact in a double.
    private static double Exact(double[] differences)
    {
        var ranks = Array.ConvertAll(Ranks.Of(Sizes(differences)), rank => (int)(2 * rank));
        var total = ranks.Sum();
        var ways = new double[total + 1];
        ways[0] = 1;
        foreach (var rank in ranks)
            for (var sum = total; sum >= rank; sum--)
                ways[sum] += ways[sum - rank];
        var positive = (int)(2 * PositiveSum(differences));
        var tail = ways.Take(Math.Min(positive, total - positive) + 1).Sum();
        return Math.Min(1, 2 * tail / Math.Pow(2, differences.Length));
    }

    private static double PositiveSum(double[] differences) =>
        Ranks.Of(Sizes(differences)).Zip(differences).Where(pair => pair.Second > 0).Sum(pair => pair.First);
}
