using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using SafetyML.Hosting;
using SafetyML.Saving;

namespace SafetyML.Moderation;

/// <summary>Moderation as it is saved. A loaded chain asks row by row.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class SavedModeration : CustomMappingFactory<SavedModeration.Source, SavedModerationRow>
{
    private const string Contract = "SafetyML.Moderation";

    // One mapping for all rows of a loaded chain: the limits that the state describes hold over all of them.
    private static readonly StateTable<ModerationMapping> Mappings = new(state => ModerationState.Parse(state.Span).ToMapping(environment: null));

    public static ICanSaveModel ToChain(TransformsCatalog catalog, ModerationState state) => SavedChain.Build(
        catalog,
        state.ToText(),
        [(SavedColumns.Answer, state.Columns.Input)],
        catalog.CustomMapping<Source, SavedModerationRow>(Map, Contract),
        [
            (SavedModerationRow.Flagged, state.Columns.Flagged),
            (SavedModerationRow.Score, state.Columns.Score),
            .. ModerationCategories.All.Select((_, index) => (SavedModerationRow.Category(index), state.Columns.Category(index))),
            (SavedModerationRow.TopCategory, state.Columns.TopCategory),
            (SavedModerationRow.UnscoredReason, state.Columns.UnscoredReason),
        ]);

    /// <summary>The transformer that <paramref name="chain"/> was saved from; null when it was another.</summary>
    public static ModerationTransformer? Restore(TransformsCatalog catalog, TransformerChain<ITransformer> chain) =>
        SavedChain.StateOf<CustomMappingTransformer<Source, SavedModerationRow>>(chain) is { } state
            ? new ModerationTransformer(catalog, ModerationState.Parse(state).ToMapping(CatalogEnvironment.Of(catalog)))
            : null;

    public override Action<Source, SavedModerationRow> GetMapping() => Map;

    private static void Map(Source source, SavedModerationRow target) => target.Set(Mappings.Get(source.State).Map([[source.Text]])[0]);

    internal sealed class Source
    {
        [ColumnName(SavedColumns.Answer)]
        public string Text { get; set; } = "";

        [ColumnName(SavedColumns.State)]
        public ReadOnlyMemory<char> State { get; set; }
    }
}
