namespace SafetyML.Statistics;

/// <summary>Precision averaged over recall, in steps and with equal scores taken together.</summary>
internal static class AveragePrecision
{
    /// <summary>Σ (Rₙ − Rₙ₋₁) Pₙ from the highest score down; NaN where no label is positive.</summary>
    public static double Of(ReadOnlySpan<bool> labels, ReadOnlySpan<double> scores)
    {
        RocArea.Check(labels, scores);
        var (sorted, truth) = (scores.ToArray(), labels.ToArray());
        Array.Sort(sorted, truth);
        var (sum, found) = (0.0, 0);
        for (var (end, start) = (sorted.Length, sorted.Length); end > 0; end = start)
        {
            var before = found;
            while (start > 0 && sorted[start - 1] == sorted[end - 1])
                found += truth[--start] ? 1 : 0;
            sum += (double)(found - before) * found / (sorted.Length - start);
        }
        return found == 0 ? double.NaN : sum / found;
    }
}
