namespace SafetyML.Statistics;

/// <summary>Agreement of two beyond chance (Cohen, 1960); 1 is perfect, 0 is chance.</summary>
internal static class CohenKappa
{
    /// <summary>κ; NaN where both always name the same one class.</summary>
    public static double Of(ClassCounts counts)
    {
        var chance = Enumerable.Range(0, counts.Classes).Sum(i => Share(counts, counts.Row(i)) * Share(counts, counts.Column(i)));
        return chance == 1 ? double.NaN : (counts.Accuracy - chance) / (1 - chance);
    }

    /// <summary>The large-sample interval of κ (Fleiss, Cohen and Everitt, 1969); of no width where κ is 1.</summary>
    public static Interval IntervalOf(ClassCounts counts)
    {
        var kappa = Of(counts);
        if (double.IsNaN(kappa))
            return Interval.None;
        var (chance, sum) = (0.0, 0.0);
        for (var i = 0; i < counts.Classes; i++)
        {
            var (row, column) = (Share(counts, counts.Row(i)), Share(counts, counts.Column(i)));
            chance += row * column;
            sum += Share(counts, counts[i, i]) * Square(1 - (row + column) * (1 - kappa));
            for (var j = 0; j < counts.Classes; j++)
                sum += i == j ? 0 : Square(1 - kappa) * Share(counts, counts[i, j]) * Square(column + Share(counts, counts.Row(j)));
        }
        var variance = (sum - Square(kappa - chance * (1 - kappa))) / (counts.Count * Square(1 - chance));
        var half = Interval.Quantile * Math.Sqrt(Math.Max(0, variance));
        return new Interval(kappa - half, kappa + half).Clamp(-1, 1);
    }

    private static double Share(ClassCounts counts, int part) => (double)part / counts.Count;

    private static double Square(double value) => value * value;
}
