using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using SafetyML.Data;
using SafetyML.Saving;

namespace SafetyML.Refusal;

/// <summary>Refusal classification as it is saved.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class SavedRefusal : CustomMappingFactory<SavedAnswerRow, SavedRefusal.Target>
{
    private const string Contract = "SafetyML.Refusal";
    private static readonly StateTable<RefusalMapping> Mappings = new(state => Parse(state.Span).Open());

    public static ICanSaveModel ToChain(TransformsCatalog catalog, RefusalState state) => SavedChain.Build(
        catalog,
        SavedState.ToText(state),
        [(SavedColumns.Answer, state.Columns.Input), (SavedColumns.Prompt, state.Columns.Prompt)],
        catalog.CustomMapping<SavedAnswerRow, Target>(Map, Contract),
        [
            (SavedColumns.PredictedLabel, state.Columns.PredictedLabel),
            (SavedColumns.Score, state.Columns.Score),
            (SavedColumns.Probability, state.Columns.Probability),
            (SavedColumns.Class, state.Columns.Class),
            (SavedColumns.Evidence, state.Columns.Evidence),
            (SavedColumns.UnscoredReason, state.Columns.UnscoredReason),
            (SavedColumns.ClassKey, state.Columns.ClassKey),
            (SavedColumns.ClassScores, state.Columns.ClassScores),
        ],
        catalog.Conversion.MapValueToKey(SavedColumns.ClassKey, SavedColumns.Class, keyData: new TextTable([("Class", RefusalClassNames.All)])));

    /// <summary>The transformer that <paramref name="chain"/> was saved from; null when it was another.</summary>
    public static RefusalTransformer? Restore(TransformsCatalog catalog, TransformerChain<ITransformer> chain) =>
        SavedChain.StateOf<CustomMappingTransformer<SavedAnswerRow, Target>>(chain) is { } state ? new RefusalTransformer(catalog, Parse(state).Open()) : null;

    public override Action<SavedAnswerRow, Target> GetMapping() => Map;

    private static RefusalState Parse(ReadOnlySpan<char> state) => SavedState.Parse<RefusalState>(state, each => each.Faults());

    private static void Map(SavedAnswerRow source, Target target)
    {
        var score = Mappings.Get(source.State).Map([[source.Answer, source.Prompt]])[0];
        (target.PredictedLabel, target.Score, target.Probability) = (score.IsRefusal, score.Score, score.Probability);
        (target.Class, target.Evidence, target.UnscoredReason) = (score.ClassName, score.Evidence.ToString(), score.UnscoredReason);
        target.ClassScores = score.ClassScores();
    }

    internal sealed class Target
    {
        [ColumnName(SavedColumns.PredictedLabel)]
        public bool PredictedLabel { get; set; }

        [ColumnName(SavedColumns.Score)]
        public float Score { get; set; }

        [ColumnName(SavedColumns.Probability)]
        public float Probability { get; set; }

        [ColumnName(SavedColumns.Class)]
        public string Class { get; set; } = "";

        [ColumnName(SavedColumns.Evidence)]
        public string Evidence { get; set; } = "";

        [ColumnName(SavedColumns.UnscoredReason)]
        public string UnscoredReason { get; set; } = "";

        [ColumnName(SavedColumns.ClassScores)]
        [VectorType(3)]
        public float[] ClassScores { get; set; } = [];
    }
}
