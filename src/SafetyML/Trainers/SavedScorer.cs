using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using SafetyML.Data;
using SafetyML.Saving;

namespace SafetyML.Trainers;

/// <summary>A trained scorer as it is saved.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed partial class SavedScorer : CustomMappingFactory<SavedAnswerRow, SavedScorer.Target>
{
    private const string Contract = "SafetyML.Scorer", Vector = "SafetyML.Vector", ValuePrefix = "SafetyML.Value";
    private static readonly StateTable<TrainedMapping> Mappings = new(state => Parse(state.Span).Open());

    public static ICanSaveModel ToChain(TransformsCatalog catalog, TrainedState state) => SavedChain.Build(
        catalog,
        SavedState.ToText(state),
        [(SavedColumns.Answer, state.Columns.Answer), (SavedColumns.Prompt, state.Columns.Prompt)],
        catalog.CustomMapping<SavedAnswerRow, Target>(Map, Contract),
        Outputs(state),
        state.Task != ScorerTask.Multiclass ? [] :
        [
            catalog.Concatenate(Vector, [.. Enumerable.Range(0, state.Classes.Length).Select(index => $"{ValuePrefix}{index}")]),
            catalog.Conversion.MapValueToKey(SavedColumns.ClassKey, SavedColumns.Class, keyData: new TextTable([("Class", state.Classes)])),
        ]);

    /// <summary>The transformer that <paramref name="chain"/> was saved from; null when it was another.</summary>
    public static TrainedScorerTransformer? Restore(TransformsCatalog catalog, TransformerChain<ITransformer> chain) =>
        SavedChain.StateOf<CustomMappingTransformer<SavedAnswerRow, Target>>(chain) is { } state ? new TrainedScorerTransformer(catalog, Parse(state).Open()) : null;

    public override Action<SavedAnswerRow, Target> GetMapping() => Map;

    private static (string Fixed, string? User)[] Outputs(TrainedState state) =>
    [
        .. state.Task == ScorerTask.Multiclass
            ? ((string, string?)[])[(SavedColumns.ClassKey, ColumnNames.PredictedLabel), (Vector, ColumnNames.Score), (SavedColumns.Score, null)]
            : [(SavedColumns.Score, ColumnNames.Score)],
        (SavedColumns.PredictedLabel, state.Task == ScorerTask.Binary ? ColumnNames.PredictedLabel : null),
        (SavedColumns.Class, null),
        (SavedColumns.Probability, state.Task == ScorerTask.Binary ? ColumnNames.Probability : null),
        (SavedColumns.UnscoredReason, TrainedMapping.ReasonOf(state.Task)),
        .. Enumerable.Range(0, LabelColumn.MostClasses).Select(index => ($"{ValuePrefix}{index}", (string?)null)),
    ];

    private static TrainedState Parse(ReadOnlySpan<char> state) => SavedState.Parse<TrainedState>(state, each => each.Faults());

    private static void Map(SavedAnswerRow source, Target target)
    {
        var mapping = Mappings.Get(source.State);
        var score = mapping.Map([[source.Answer, source.Prompt]])[0];
        target.PredictedLabel = score.Probability > 0.5f;
        target.Score = mapping.Model.Task == ScorerTask.Binary ? score.LogOdds : score.Values[0];
        target.Probability = score.Probability;
        target.Class = mapping.Model.Task == ScorerTask.Multiclass && score.Key > 0 ? mapping.Classes[(int)score.Key - 1] : "";
        target.UnscoredReason = score.UnscoredReason;
        target.Set(score.Values);
    }
}
