using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Data;

namespace SafetyML.Evaluation;

/// <summary>The columns of scored answers that an evaluation reads; null where there is none.</summary>
internal sealed record ScoredColumns
{
    private static readonly SafetyEvaluationOptions Default = SafetyEvaluationOptions.Default;

    public DataViewSchema.Column? Refused { get; private init; }

    public DataViewSchema.Column? Score { get; private init; }

    public DataViewSchema.Column? Class { get; private init; }

    public DataViewSchema.Column? RefusalReason { get; private init; }

    public DataViewSchema.Column? Harmfulness { get; private init; }

    public DataViewSchema.Column? HarmfulnessReason { get; private init; }

    public DataViewSchema.Column? Group { get; private init; }

    public DataViewSchema.Column? Prompt { get; private init; }

    public DataViewSchema.Column? Key { get; private init; }

    public IEnumerable<DataViewSchema.Column> Needed =>
        new[] { Refused, Score, Class, RefusalReason, Harmfulness, HarmfulnessReason, Group, Prompt, Key }.OfType<DataViewSchema.Column>();

    public static ScoredColumns Of(DataViewSchema schema, SafetyEvaluationOptions options, bool withKey)
    {
        var refused = Optional(schema, options.PredictedLabelColumnName, Default.PredictedLabelColumnName, BooleanDataViewType.Instance);
        var harmfulness = Optional(schema, options.HarmfulnessColumnName, Default.HarmfulnessColumnName, NumberDataViewType.Single);
        if (refused is null && harmfulness is null)
            throw new ArgumentException(
                $"There is nothing to evaluate: neither column '{options.PredictedLabelColumnName}' nor '{options.HarmfulnessColumnName}' was found. "
                + $"Columns: {string.Join(", ", schema.Where(each => !each.IsHidden).Select(each => each.Name))}. Append ClassifyRefusal or ScoreHarmfulness.");
        return new ScoredColumns
        {
            Refused = refused,
            Score = refused is null ? null : ColumnReader.Column(schema, options.ScoreColumnName, NumberDataViewType.Single),
            Class = refused is null ? null : OptionalText(schema, options.RefusalClassColumnName, Default.RefusalClassColumnName),
            RefusalReason = OptionalText(schema, options.RefusalUnscoredReasonColumnName, Default.RefusalUnscoredReasonColumnName),
            Harmfulness = harmfulness,
            HarmfulnessReason = OptionalText(schema, options.HarmfulnessUnscoredReasonColumnName, Default.HarmfulnessUnscoredReasonColumnName),
            Group = options.GroupColumnName is { } group ? ColumnReader.TextColumn(schema, group) : null,
            Prompt = options.PromptLabelColumnName is { } prompt ? PromptColumn(schema, prompt) : null,
            Key = withKey ? ColumnReader.TextColumn(schema, options.PairColumnName) : null,
        };
    }

    private static DataViewSchema.Column PromptColumn(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) is { Type: BooleanDataViewType } flag ? flag : ColumnReader.TextColumn(schema, name);

    private static DataViewSchema.Column? OptionalText(DataViewSchema schema, string name, string byDefault) =>
        Optional(schema, name, byDefault, TextDataViewType.Instance);

    // A name that the user chose must be there; the default one may be absent.
    private static DataViewSchema.Column? Optional(DataViewSchema schema, string name, string byDefault, DataViewType type) =>
        name == byDefault && schema.GetColumnOrNull(name) is null ? null : ColumnReader.Column(schema, name, type);
}
