using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using SafetyML.Data;
using SafetyML.Saving;

namespace SafetyML.Harmfulness;

/// <summary>Harmfulness scoring as it is saved.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class SavedHarmfulness : CustomMappingFactory<SavedAnswerRow, SavedHarmfulness.Target>
{
    private const string Contract = "SafetyML.Harmfulness";
    private static readonly StateTable<HarmfulnessMapping> Mappings = new(state => Parse(state.Span).Open());

    public static ICanSaveModel ToChain(TransformsCatalog catalog, HarmfulnessState state) => SavedChain.Build(
        catalog,
        SavedState.ToText(state),
        [(SavedColumns.Answer, state.Columns.Input), (SavedColumns.Prompt, state.Columns.Prompt)],
        catalog.CustomMapping<SavedAnswerRow, Target>(Map, Contract),
        [
            (SavedColumns.Score, state.Columns.Output),
            (SavedColumns.Evidence, state.Columns.Evidence),
            (SavedColumns.UnscoredReason, state.Columns.UnscoredReason),
        ]);

    /// <summary>The transformer that <paramref name="chain"/> was saved from; null when it was another.</summary>
    public static HarmfulnessTransformer? Restore(TransformsCatalog catalog, TransformerChain<ITransformer> chain) =>
        SavedChain.StateOf<CustomMappingTransformer<SavedAnswerRow, Target>>(chain) is { } state ? new HarmfulnessTransformer(catalog, Parse(state).Open()) : null;

    public override Action<SavedAnswerRow, Target> GetMapping() => Map;

    private static HarmfulnessState Parse(ReadOnlySpan<char> state) => SavedState.Parse<HarmfulnessState>(state, each => each.Faults());

    private static void Map(SavedAnswerRow source, Target target)
    {
        var score = Mappings.Get(source.State).Map([[source.Answer, source.Prompt]])[0];
        (target.Score, target.Evidence, target.UnscoredReason) = (score.Value, score.Evidence.ToString(), score.UnscoredReason);
    }

    internal sealed class Target
    {
        [ColumnName(SavedColumns.Score)]
        public float Score { get; set; }

        [ColumnName(SavedColumns.Evidence)]
        public string Evidence { get; set; } = "";

        [ColumnName(SavedColumns.UnscoredReason)]
        public string UnscoredReason { get; set; } = "";
    }
}
