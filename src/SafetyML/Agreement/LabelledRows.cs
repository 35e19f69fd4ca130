using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Data;

namespace SafetyML.Agreement;

/// <summary>The rows that have a label and a score, read in one pass over the columns that are needed.</summary>
internal sealed class LabelledRows
{
    private const int MostShown = 8;
    private static readonly AgreementOptions Default = AgreementOptions.Default;

    private bool _hasPositive;

    private LabelledRows(bool hasScores, bool hasProbabilities)
    {
        Scores = hasScores ? [] : null;
        Probabilities = hasProbabilities ? [] : null;
    }

    public List<bool> Labels { get; } = [];

    public List<bool> Predictions { get; } = [];

    public List<double>? Scores { get; }

    public List<double>? Probabilities { get; }

    public int Unscored { get; private set; }

    public int Unlabelled { get; private set; }

    public static LabelledRows Read(IDataView data, string labelName, AgreementOptions options)
    {
        var label = ColumnReader.Column(
            data.Schema, labelName, options.PositiveLabels.Count == 0 ? BooleanDataViewType.Instance : TextDataViewType.Instance);
        var decision = ColumnReader.Column(data.Schema, options.PredictedLabelColumnName, BooleanDataViewType.Instance);
        var score = Optional(data.Schema, options.ScoreColumnName, Default.ScoreColumnName);
        var probability = Optional(data.Schema, options.ProbabilityColumnName, Default.ProbabilityColumnName);
        var reason = options.UnscoredReasonColumnName == Default.UnscoredReasonColumnName
            ? ColumnReader.OptionalTextColumn(data.Schema, options.UnscoredReasonColumnName)
            : ColumnReader.TextColumn(data.Schema, options.UnscoredReasonColumnName);
        using var cursor = data.GetRowCursor(new DataViewSchema.Column?[] { label, decision, score, probability, reason }.OfType<DataViewSchema.Column>());
        var rows = new LabelledRows(score is not null, probability is not null);
        var (readLabel, readDecision) = (LabelGetter(cursor, label, options), cursor.GetGetter<bool>(decision));
        var (readScore, readProbability) = (NumberGetter(cursor, score), NumberGetter(cursor, probability));
        var readReason = reason is { } present ? cursor.GetGetter<ReadOnlyMemory<char>>(present) : null;
        var (isPositive, why) = (false, ReadOnlyMemory<char>.Empty);
        while (cursor.MoveNext())
        {
            readDecision(ref isPositive);
            readReason?.Invoke(ref why);
            rows.Add(readLabel(), isPositive, readScore(), readProbability(), hasReason: !why.IsEmpty);
        }
        if (options.PositiveLabels.Count > 0 && rows.Labels.Count > 0 && !rows._hasPositive)
            throw NoPositive(data, label, options);
        if (options.PredictedLabelColumnName != Default.PredictedLabelColumnName && data.Schema.GetColumnOrNull(Default.PredictedLabelColumnName) is not null)
        {
            rows.RequireSameJudge(rows.Scores, options.ScoreColumnName, Default.ScoreColumnName, options);
            rows.RequireSameJudge(rows.Probabilities, options.ProbabilityColumnName, Default.ProbabilityColumnName, options);
        }
        return rows;
    }

    // Decisions are numbers above a threshold, whatever it is. Where the decision was named and there is one of the default name, too, the numbers of the default
    // names may be that one's.
    private void RequireSameJudge(List<double>? numbers, string name, string byDefault, AgreementOptions options)
    {
        if (numbers is null || name != byDefault)
            return;
        var (highestBelow, lowestAbove) = (double.NegativeInfinity, double.PositiveInfinity);
        for (var row = 0; row < numbers.Count; row++)
        {
            if (Predictions[row])
                lowestAbove = Math.Min(lowestAbove, numbers[row]);
            else
                highestBelow = Math.Max(highestBelow, numbers[row]);
        }
        if (lowestAbove < highestBelow)
            throw new ArgumentException(
                $"No threshold on '{name}' gives the decisions of '{options.PredictedLabelColumnName}': they are not of the same judge. "
                + $"Set ScoreColumnName, ProbabilityColumnName and UnscoredReasonColumnName to its columns, or drop '{Default.PredictedLabelColumnName}' where it has none.");
    }

    private static ArgumentException NoPositive(IDataView data, DataViewSchema.Column label, AgreementOptions options)
    {
        var found = ColumnReader.ReadText(data, label).Select(row => row[0].Trim()).Where(text => text.Length > 0).Distinct(StringComparer.Ordinal).Take(MostShown + 1).ToList();
        return new ArgumentException(
            $"No row of column '{label.Name}' has a positive label ({string.Join(", ", options.PositiveLabels)}). It holds "
            + $"{string.Join(", ", found.Take(MostShown))}{(found.Count > MostShown ? ", …" : "")}. Correct PositiveLabels; where none is positive, make the column Boolean.");
    }

    private void Add(bool? label, bool decision, double? score, double? probability, bool hasReason)
    {
        _hasPositive |= label == true;
        if (label is not { } isPositive)
            Unlabelled++;
        else if (hasReason || (score is { } number && double.IsNaN(number)) || (probability is { } part && double.IsNaN(part)))
            Unscored++;
        else
        {
            Labels.Add(isPositive);
            Predictions.Add(decision);
            Scores?.Add(score!.Value);
            Probabilities?.Add(probability!.Value);
        }
    }

    private static Func<bool?> LabelGetter(DataViewRowCursor cursor, DataViewSchema.Column column, AgreementOptions options)
    {
        if (column.Type is BooleanDataViewType)
        {
            var (getter, value) = (cursor.GetGetter<bool>(column), false);
            return () =>
            {
                getter(ref value);
                return value;
            };
        }
        var (text, label) = (cursor.GetGetter<ReadOnlyMemory<char>>(column), ReadOnlyMemory<char>.Empty);
        return () =>
        {
            text(ref label);
            var trimmed = label.Trim();
            return trimmed.IsEmpty ? null : options.PositiveLabels.Any(each => trimmed.Span.Equals(each, StringComparison.OrdinalIgnoreCase));
        };
    }

    private static Func<double?> NumberGetter(DataViewRowCursor cursor, DataViewSchema.Column? column)
    {
        if (column is not { } present)
            return () => null;
        var (getter, value) = (cursor.GetGetter<float>(present), 0f);
        return () =>
        {
            getter(ref value);
            return value;
        };
    }

    private static DataViewSchema.Column? Optional(DataViewSchema schema, string name, string byDefault) =>
        name == byDefault && schema.GetColumnOrNull(name) is null ? null : ColumnReader.Column(schema, name, NumberDataViewType.Single);
}
