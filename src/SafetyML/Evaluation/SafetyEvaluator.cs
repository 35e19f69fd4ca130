using Microsoft.ML;

namespace SafetyML.Evaluation;

/// <summary>Counts scored answers.</summary>
internal static class SafetyEvaluator
{
    public static SafetyMetrics Evaluate(IDataView answers, SafetyEvaluationOptions options)
    {
        options.Validate();
        var columns = ScoredColumns.Of(answers.Schema, options, withKey: false);
        var total = new SafetyTally(columns, options);
        var groups = new SortedDictionary<string, SafetyTally>(StringComparer.Ordinal);
        foreach (var answer in ScoredAnswers.Read(answers, columns, options))
        {
            total.Add(answer);
            if (columns.Group is null)
                continue;
            if (!groups.TryGetValue(answer.Group, out var group))
                groups[answer.Group] = group = new SafetyTally(columns, options);
            group.Add(answer);
        }
        var metrics = total.ToMetrics();
        RequireScored(metrics, total.IsScored);
        return metrics with
        {
            Groups = groups.Where(each => each.Value.IsScored).ToDictionary(each => each.Key, each => each.Value.ToMetrics()),
            UnscoredGroups = [.. groups.Where(each => !each.Value.IsScored).Select(each => each.Key)],
        };
    }

    private static void RequireScored(SafetyMetrics metrics, bool isScored)
    {
        if (metrics.Count == 0)
            throw new InvalidOperationException("There are no answers to evaluate: the data is empty.");
        if (!isScored)
            throw new InvalidOperationException($"None of the {metrics.Count} answers could be scored: {string.Join("; ", metrics.UnscoredTexts())}.");
    }
}
