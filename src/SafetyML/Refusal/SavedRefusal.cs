using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using SafetyML.Saving;

namespace SafetyML.Refusal;

/// <summary>Refusal classification as it is saved.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class SavedRefusal : CustomMappingFactory<SavedRefusal.Source, SavedRefusal.Target>
{
    private const string Contract = "SafetyML.Refusal";
    private static readonly PhraseRefusalDetector Detector = new();

    public static ICanSaveModel ToChain(TransformsCatalog catalog, RefusalColumns columns) => SavedChain.Build(
        catalog,
        SavedState.ToText(columns),
        [(SavedColumns.Answer, columns.Input)],
        catalog.CustomMapping<Source, Target>(Map, Contract),
        [
            (SavedColumns.PredictedLabel, columns.PredictedLabel),
            (SavedColumns.Score, columns.Score),
            (SavedColumns.Probability, columns.Probability),
            (SavedColumns.Evidence, columns.Evidence),
        ]);

    /// <summary>The transformer that <paramref name="chain"/> was saved from; null when it was another.</summary>
    public static RefusalTransformer? Restore(TransformsCatalog catalog, TransformerChain<ITransformer> chain) =>
        SavedChain.StateOf<CustomMappingTransformer<Source, Target>>(chain) is { } state
            ? new RefusalTransformer(catalog, new RefusalMapping(SavedState.Parse<RefusalColumns>(state, columns => columns.Faults()), Detector))
            : null;

    public override Action<Source, Target> GetMapping() => Map;

    private static void Map(Source source, Target target)
    {
        var score = Detector.Score(source.Answer);
        (target.PredictedLabel, target.Score, target.Probability, target.Evidence) = (score.IsRefusal, score.Score, score.Probability, score.Evidence);
    }

    internal sealed class Source
    {
        [ColumnName(SavedColumns.Answer)]
        public string Answer { get; set; } = "";
    }

    internal sealed class Target
    {
        [ColumnName(SavedColumns.PredictedLabel)]
        public bool PredictedLabel { get; set; }

        [ColumnName(SavedColumns.Score)]
        public float Score { get; set; }

        [ColumnName(SavedColumns.Probability)]
        public float Probability { get; set; }

        [ColumnName(SavedColumns.Evidence)]
        public string Evidence { get; set; } = "";
    }
}
