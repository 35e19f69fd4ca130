using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Data;

namespace SafetyML.Evaluation;

/// <summary>Counts refusals.</summary>
internal static class SafetyEvaluator
{
    public static SafetyMetrics Evaluate(IDataView answers, string predictedLabel, string score, string? group)
    {
        var counts = Count(answers, predictedLabel, score, group);
        var total = counts.Values.Aggregate(new Tally(), (sum, each) => sum.Plus(each));
        if (total.Scored == 0)
            throw new InvalidOperationException(total.Unscored == 0
                ? "There are no answers to evaluate: the data is empty."
                : $"None of the {total.Unscored} answers could be scored. The evidence column of ClassifyRefusal says why.");
        if (group is null)
            return total.ToMetrics();
        return total.ToMetrics() with
        {
            Groups = counts.Where(each => each.Value.Scored > 0).ToDictionary(each => each.Key, each => each.Value.ToMetrics()),
            UnscoredGroups = [.. counts.Where(each => each.Value.Scored == 0).Select(each => each.Key)],
        };
    }

    private static Dictionary<string, Tally> Count(IDataView answers, string predictedLabel, string score, string? group)
    {
        var label = ColumnReader.Column(answers.Schema, predictedLabel, BooleanDataViewType.Instance);
        var value = ColumnReader.Column(answers.Schema, score, NumberDataViewType.Single);
        DataViewSchema.Column? set = group is null ? null : ColumnReader.TextColumn(answers.Schema, group);
        using var cursor = answers.GetRowCursor(set is { } present ? [label, value, present] : [label, value]);
        var (readLabel, readScore) = (cursor.GetGetter<bool>(label), cursor.GetGetter<float>(value));
        var readGroup = set is { } text ? cursor.GetGetter<ReadOnlyMemory<char>>(text) : null;
        var counts = new Dictionary<string, Tally>(StringComparer.Ordinal);
        var (refused, number, name) = (false, 0f, ReadOnlyMemory<char>.Empty);
        while (cursor.MoveNext())
        {
            readLabel(ref refused);
            readScore(ref number);
            readGroup?.Invoke(ref name);
            counts[name.ToString()] = counts.GetValueOrDefault(name.ToString()).Plus(Tally.Of(refused, number));
        }
        return counts;
    }

    private readonly record struct Tally(int Refused, int Scored, int Unscored)
    {
        public static Tally Of(bool refused, float score) => float.IsNaN(score) ? new(0, 0, 1) : new(refused ? 1 : 0, 1, 0);

        public Tally Plus(Tally other) => new(Refused + other.Refused, Scored + other.Scored, Unscored + other.Unscored);

        public SafetyMetrics ToMetrics() => new(Refused, Scored, Unscored);
    }
}
