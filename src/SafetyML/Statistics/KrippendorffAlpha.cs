namespace SafetyML.Statistics;

/// <summary>Agreement of any number of raters, with missing ratings (Krippendorff, 2011); 1 is perfect, 0 is chance.</summary>
internal static class KrippendorffAlpha
{
    /// <summary>α = 1 − observed / expected disagreement; NaN where all ratings are equal.</summary>
    /// <param name="ratings">For each rater, one value for each item; NaN where there is none.</param>
    /// <param name="measurement">What the values mean.</param>
    public static double Of(IReadOnlyList<double[]> ratings, Measurement measurement)
    {
        Samples.RequireSome(ratings.Count, "raters");
        var items = Enumerable.Range(0, ratings[0].Length)
            .Select(item => ratings.Select(rater => rater[item]).Where(value => !double.IsNaN(value)).ToArray())
            .Where(values => values.Length > 1).ToList();
        Samples.RequireSome(items.Count, "items that two raters rated");
        double[] values = [.. items.SelectMany(item => item).Distinct().Order()];
        var pairs = Coincidences(items, values);
        var totals = Enumerable.Range(0, values.Length).Select(i => Enumerable.Range(0, values.Length).Sum(j => pairs[i, j])).ToArray();
        var (observed, expected) = (0.0, 0.0);
        for (var i = 0; i < values.Length; i++)
            for (var j = 0; j < values.Length; j++)
            {
                var distance = Distance(measurement, values, totals, Math.Min(i, j), Math.Max(i, j));
                observed += pairs[i, j] * distance;
                expected += totals[i] * totals[j] * distance;
            }
        return expected == 0 ? double.NaN : 1 - (totals.Sum() - 1) * observed / expected;
    }

    // Each ordered pair of ratings of an item counts 1 / (ratings of the item − 1).
    private static double[,] Coincidences(List<double[]> items, double[] values)
    {
        var pairs = new double[values.Length, values.Length];
        foreach (var item in items)
        {
            var places = Array.ConvertAll(item, value => Array.BinarySearch(values, value));
            for (var first = 0; first < places.Length; first++)
                for (var second = 0; second < places.Length; second++)
                    if (first != second)
                        pairs[places[first], places[second]] += 1.0 / (places.Length - 1);
        }
        return pairs;
    }

    private static double Distance(Measurement measurement, double[] values, double[] totals, int low, int high) => low == high ? 0 : measurement switch
    {
        Measurement.Nominal => 1,
        Measurement.Ordinal => Math.Pow(totals[low..(high + 1)].Sum() - (totals[low] + totals[high]) / 2, 2),
        _ => Math.Pow(values[high] - values[low], 2),
    };
}
