using Microsoft.ML;
using SafetyML.Statistics;

namespace SafetyML.Evaluation;

/// <summary>Pairs answers with a baseline's and counts the differences.</summary>
internal static class SafetyComparer
{
    public static SafetyComparison Compare(IDataView answers, IDataView baseline, SafetyEvaluationOptions options)
    {
        options.Validate();
        var ofBaseline = options with { GroupColumnName = null, PromptLabelColumnName = null };
        var (columns, baselineColumns) = ScoredColumns.WithSameKey(
            ScoredColumns.Of(answers.Schema, options, withKey: true), ScoredColumns.Of(baseline.Schema, ofBaseline, withKey: true));
        ComparisonFaults.RequireSameScores(columns, baselineColumns);
        var waiting = Waiting(ScoredAnswers.Read(baseline, baselineColumns, ofBaseline));
        var total = new ComparisonTally(columns, baselineColumns, options);
        var groups = new SortedDictionary<string, ComparisonTally>(StringComparer.Ordinal);
        List<string> alone = [];
        foreach (var answer in ScoredAnswers.Read(answers, columns, options))
        {
            if (!waiting.TryGetValue(answer.Key, out var others) || !others.TryDequeue(out var other))
            {
                alone.Add(answer.Key);
                continue;
            }
            total.Add(answer, other);
            if (columns.Group is null)
                continue;
            if (!groups.TryGetValue(answer.Group, out var group))
                groups[answer.Group] = group = new ComparisonTally(columns, baselineColumns, options);
            group.Add(answer, other);
        }
        var comparison = total.ToComparison() with
        {
            OnlyInAnswers = alone,
            OnlyInBaseline = [.. waiting.SelectMany(each => each.Value).Select(each => each.Key)],
        };
        ComparisonFaults.RequireScored(comparison, columns.KeyText(), total.Faults);
        return comparison with { Groups = Adjusted(groups.ToDictionary(each => each.Key, each => each.Value.ToComparison())) };
    }

    // The baseline's answers by prompt, in their order.
    private static Dictionary<string, Queue<ScoredAnswer>> Waiting(IEnumerable<ScoredAnswer> baseline)
    {
        var waiting = new Dictionary<string, Queue<ScoredAnswer>>(StringComparer.Ordinal);
        foreach (var answer in baseline)
        {
            if (!waiting.TryGetValue(answer.Key, out var queue))
                waiting[answer.Key] = queue = new();
            queue.Enqueue(answer);
        }
        return waiting;
    }

    private static Dictionary<string, SafetyComparison> Adjusted(Dictionary<string, SafetyComparison> groups)
    {
        foreach (var rate in ComparedRate.All)
            Adjust(groups, group => rate.Of(group)?.PValue, (group, p) => rate.With(group, rate.Of(group)! with { AdjustedPValue = p }));
        foreach (var mean in MeasuredMean.All)
            Adjust(groups, group => mean.Difference(group)?.PValue, (group, p) => mean.With(group, mean.Difference(group)! with { AdjustedPValue = p }));
        return groups;
    }

    private static void Adjust(
        Dictionary<string, SafetyComparison> groups, Func<SafetyComparison, double?> value, Func<SafetyComparison, double, SafetyComparison> with)
    {
        var measured = groups.Where(group => value(group.Value) is not null).Select(group => group.Key).ToList();
        if (measured.Count == 0)
            return;
        foreach (var (name, adjusted) in measured.Zip(Holm.Adjust(measured.ConvertAll(name => value(groups[name])!.Value))))
            groups[name] = with(groups[name], adjusted);
    }
}
