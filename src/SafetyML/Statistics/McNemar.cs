namespace SafetyML.Statistics;

/// <summary>Whether a property changed between two runs over the same rows, from the rows that have it in one run alone (McNemar, 1947).</summary>
internal static class McNemar
{
    /// <summary>The two-sided exact p value; 1 where no row differs.</summary>
    public static double Exact(int onlyFirst, int onlySecond)
    {
        Require(onlyFirst, onlySecond);
        return Math.Min(1, 2 * Tails.BinomialLower(Math.Min(onlyFirst, onlySecond), onlyFirst + onlySecond, 0.5));
    }

    /// <summary>The p value of χ² with the continuity correction of Edwards; 1 where no row differs.</summary>
    public static double Corrected(int onlyFirst, int onlySecond)
    {
        Require(onlyFirst, onlySecond);
        if (onlyFirst + onlySecond == 0)
            return 1;
        return Tails.NormalTwoSided((Math.Abs((double)onlyFirst - onlySecond) - 1) / Math.Sqrt((double)onlyFirst + onlySecond));
    }

    private static void Require(int onlyFirst, int onlySecond)
    {
        if (onlyFirst < 0 || onlySecond < 0)
            throw new ArgumentException($"Rows that differ are counted from 0; {onlyFirst} and {onlySecond} were given.");
    }
}
