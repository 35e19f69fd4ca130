namespace SafetyML.Evaluation;

/// <summary>Why there is nothing to compare.</summary>
internal static class ComparisonFaults
{
    /// <exception cref="ArgumentException">No score is there on both sides.</exception>
    public static void RequireSameScores(ScoredColumns answers, ScoredColumns baseline)
    {
        var (ours, others) = (Scores(answers).ToList(), Scores(baseline).ToList());
        if (!ours.Intersect(others).Any())
            throw new ArgumentException(
                $"There is nothing to compare: the answers have {string.Join(" and ", ours)}, the baseline has {string.Join(" and ", others)}. "
                + "Give both sides the same scorer.");
    }

    /// <exception cref="InvalidOperationException">No pair was scored on both sides.</exception>
    public static void RequireScored(SafetyComparison comparison, string key, FaultCounter faults)
    {
        var (answers, baseline) = (comparison.Pairs + comparison.OnlyInAnswers.Count, comparison.Pairs + comparison.OnlyInBaseline.Count);
        if (answers == 0 || baseline == 0)
            throw new InvalidOperationException(
                $"There is nothing to compare: the {(answers == 0 ? "answers" : "baseline")} {(answers == 0 ? "are" : "is")} empty.");
        if (comparison.Pairs == 0)
            throw new InvalidOperationException(
                $"There is nothing to compare: of {answers} answers and {baseline} of the baseline no two have the same {key}. "
                + "Name a column that both share with PairColumnName.");
        if (comparison is { Refusal: null, Harmfulness: null, Moderation: null })
            throw new InvalidOperationException(
                $"None of the {comparison.Pairs} pairs could be scored on both sides. "
                + $"{string.Join("; ", faults.Counts.Select(fault => $"{fault.Key} ({fault.Value})"))}.");
    }

    private static IEnumerable<string> Scores(ScoredColumns columns)
    {
        if (columns.Refused is not null)
            yield return "refusal";
        if (columns.Harmfulness is not null)
            yield return "harmfulness";
        if (columns.Moderation is not null)
            yield return "moderation";
    }
}
