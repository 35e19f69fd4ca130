namespace SafetyML.Statistics;

/// <summary>Agreement of several raters beyond chance (Fleiss, 1971); 1 is perfect, 0 is chance.</summary>
internal static class FleissKappa
{
    /// <summary>κ; NaN where every rating is the same class.</summary>
    /// <param name="votes">For each item, how many raters chose each class; every item has as many raters.</param>
    public static double Of(IReadOnlyList<int[]> votes)
    {
        Samples.RequireSome(votes.Count, "items");
        var raters = votes[0].Sum();
        if (raters < 2)
            throw new ArgumentException($"Agreement needs at least 2 raters; item 0 has {raters}.");
        for (var i = 0; i < votes.Count; i++)
            if (votes[i].Sum() != raters)
                throw new ArgumentException(
                    $"Item {i} has {votes[i].Sum()} ratings and item 0 has {raters}. Krippendorff's alpha takes items with missing ratings.");
        var seen = votes.Average(item => item.Sum(count => (double)count * (count - 1)) / ((double)raters * (raters - 1)));
        var chance = Enumerable.Range(0, votes[0].Length).Sum(k => Math.Pow(votes.Average(item => (double)item[k]) / raters, 2));
        return chance == 1 ? double.NaN : (seen - chance) / (1 - chance);
    }
}
