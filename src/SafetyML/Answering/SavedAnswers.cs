using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using SafetyML.Saving;

namespace SafetyML.Answering;

/// <summary>Answering as it is saved. A loaded chain answers row by row and holds its model until it is collected.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class SavedAnswers : CustomMappingFactory<SavedAnswers.Source, SavedAnswers.Target>
{
    private const string Contract = "SafetyML.Answers";
    private static readonly StateTable<AnswerMapping> Mappings = new(state => ToMapping(AnswerState.Parse(state.Span), baseModel: null));

    public static ICanSaveModel ToChain(TransformsCatalog catalog, AnswerState state) => SavedChain.Build(
        catalog,
        state.ToText(),
        [(SavedColumns.Instruction, state.Columns.Instruction), (SavedColumns.Input, state.Columns.Input)],
        catalog.CustomMapping<Source, Target>(Map, Contract),
        [(SavedColumns.Answer, state.Columns.Answer)]);

    /// <summary>The state that <paramref name="chain"/> was saved from; null when it was saved from something else.</summary>
    public static AnswerState? StateOf(TransformerChain<ITransformer> chain) =>
        SavedChain.StateOf<CustomMappingTransformer<Source, Target>>(chain) is { } state ? AnswerState.Parse(state) : null;

    /// <summary>The mapping that a state describes; it looks for its base model when it is first asked.</summary>
    public static AnswerMapping ToMapping(AnswerState state, string? baseModel) => new(
        new AnswerModel(() => BaseModels.Loaded.Rent(BaseModels.Find(state.Base, state.Sha256, baseModel)), state.LoadAdapter),
        state.Columns,
        state.Template,
        state.Decoding,
        CancellationToken.None);

    public override Action<Source, Target> GetMapping() => Map;

    private static void Map(Source source, Target target) =>
        target.Answer = Mappings.Get(source.State).Map([[source.Instruction, source.Input]])[0];

    internal sealed class Source
    {
        [ColumnName(SavedColumns.Instruction)]
        public string Instruction { get; set; } = "";

        [ColumnName(SavedColumns.Input)]
        public string Input { get; set; } = "";

        [ColumnName(SavedColumns.State)]
        public ReadOnlyMemory<char> State { get; set; }
    }

    internal sealed class Target
    {
        [ColumnName(SavedColumns.Answer)]
        public string Answer { get; set; } = "";
    }
}
