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

    public DataViewSchema.Column? Moderation { get; private init; }

    public DataViewSchema.Column? Flagged { get; private init; }

    public DataViewSchema.Column? ModerationReason { get; private init; }

    public DataViewSchema.Column? Group { get; private init; }

    public DataViewSchema.Column? Prompt { get; private init; }

    public DataViewSchema.Column? Key { get; private init; }

    /// <summary>The context that belongs to an instruction as the key.</summary>
    public DataViewSchema.Column? KeyInput { get; init; }

    /// <summary>The conversation that is the key in place of an instruction, which is no more than its last request.</summary>
    public DataViewSchema.Column? KeyMessages { get; init; }

    public IEnumerable<DataViewSchema.Column> Needed =>
        new[]
        {
            Refused, Score, Class, RefusalReason, Harmfulness, HarmfulnessReason, Moderation, Flagged, ModerationReason, Group, Prompt, Key, KeyInput,
            KeyMessages,
        }.OfType<DataViewSchema.Column>();

    public static ScoredColumns Of(DataViewSchema schema, SafetyEvaluationOptions options, bool withKey)
    {
        var refused = Optional(schema, options.PredictedLabelColumnName, Default.PredictedLabelColumnName, BooleanDataViewType.Instance);
        var harmfulness = Optional(schema, options.HarmfulnessColumnName, Default.HarmfulnessColumnName, NumberDataViewType.Single);
        var prefix = options.ModerationColumnName;
        var moderation = Optional(schema, $"{prefix}Score", $"{Default.ModerationColumnName}Score", NumberDataViewType.Single);
        if (refused is null && harmfulness is null && moderation is null)
            throw NothingToEvaluate(schema, options);
        return new ScoredColumns
        {
            Refused = refused,
            Score = refused is null ? null : ColumnReader.Column(schema, options.ScoreColumnName, NumberDataViewType.Single),
            Class = refused is null ? null : OptionalText(schema, options.RefusalClassColumnName, Default.RefusalClassColumnName),
            RefusalReason = OptionalText(schema, options.RefusalUnscoredReasonColumnName, Default.RefusalUnscoredReasonColumnName),
            Harmfulness = harmfulness,
            HarmfulnessReason = OptionalText(schema, options.HarmfulnessUnscoredReasonColumnName, Default.HarmfulnessUnscoredReasonColumnName),
            Moderation = moderation,
            Flagged = moderation is null ? null : ColumnReader.Column(schema, $"{prefix}Flagged", BooleanDataViewType.Instance),
            ModerationReason = moderation is null ? null : ColumnReader.OptionalTextColumn(schema, $"{prefix}UnscoredReason"),
            Group = options.GroupColumnName is { } group ? ColumnReader.TextColumn(schema, group) : null,
            Prompt = options.PromptLabelColumnName is { } prompt ? PromptColumn(schema, prompt) : null,
            Key = withKey ? ColumnReader.TextColumn(schema, options.PairColumnName ?? ColumnNames.Instruction) : null,
            KeyInput = withKey ? PartOfKey(schema, options, ColumnNames.Input) : null,
            KeyMessages = withKey ? PartOfKey(schema, options, ColumnNames.Messages) : null,
        };
    }

    /// <summary>The columns of two sides, with what belongs to their keys where both sides have it.</summary>
    public static (ScoredColumns Answers, ScoredColumns Baseline) WithSameKey(ScoredColumns answers, ScoredColumns baseline)
    {
        if (answers.KeyMessages is not null && baseline.KeyMessages is not null)
            return (answers, baseline);
        var withInput = answers.KeyInput is not null && baseline.KeyInput is not null;
        ScoredColumns Without(ScoredColumns side) => side with { KeyMessages = null, KeyInput = withInput ? side.KeyInput : null };
        return (Without(answers), Without(baseline));
    }

    /// <summary>What a row's key is made of, for messages.</summary>
    public string KeyText() => string.Join(" and ", (KeyMessages is null ? [Key, KeyInput] : new[] { KeyMessages }).OfType<DataViewSchema.Column>().Select(column => $"'{column.Name}'"));

    private static DataViewSchema.Column? PartOfKey(DataViewSchema schema, SafetyEvaluationOptions options, string name) =>
        options.PairColumnName is null && schema.GetColumnOrNull(name) is { Type: TextDataViewType } part ? part : null;

    private static ArgumentException NothingToEvaluate(DataViewSchema schema, SafetyEvaluationOptions options) => new(
        $"There is nothing to evaluate: none of the columns '{options.PredictedLabelColumnName}', '{options.HarmfulnessColumnName}' and "
        + $"'{options.ModerationColumnName}Score' was found. Columns: {string.Join(", ", schema.Where(each => !each.IsHidden).Select(each => each.Name))}. "
        + "Append ClassifyRefusal, ScoreHarmfulness or ModerateContent.");

    private static DataViewSchema.Column PromptColumn(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) is { Type: BooleanDataViewType } flag ? flag : ColumnReader.TextColumn(schema, name);

    private static DataViewSchema.Column? OptionalText(DataViewSchema schema, string name, string byDefault) =>
        Optional(schema, name, byDefault, TextDataViewType.Instance);

    // A name that the user chose must be there; the default one may be absent.
    private static DataViewSchema.Column? Optional(DataViewSchema schema, string name, string byDefault, DataViewType type) =>
        name == byDefault && schema.GetColumnOrNull(name) is null ? null : ColumnReader.Column(schema, name, type);
}
