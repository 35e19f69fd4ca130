using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Answering;
using SafetyML.Harmfulness;
using SafetyML.Moderation;
using SafetyML.Refusal;
using SafetyML.Saving;
using SafetyML.Trainers;
using SafetyML.Tuning;

namespace SafetyML;

/// <summary>Walks a loaded model and puts our transformers in the place of the chains that they were saved as.</summary>
internal static class ModelRestorer
{
    public static ITransformer Restore(TransformsCatalog catalog, ITransformer loaded, string? baseModel) => loaded is TransformerChain<ITransformer> chain
        ? SavedRefusal.Restore(catalog, chain)
            ?? SavedHarmfulness.Restore(catalog, chain)
            ?? SavedModeration.Restore(catalog, chain)
            ?? (ITransformer?)SavedScorer.Restore(catalog, chain)
            ?? RestoreAnswers(catalog, chain, baseModel)
            ?? new TransformerChain<ITransformer>([.. chain.GetModelFor(TransformerScope.Scoring).Select(part => Restore(catalog, part, baseModel))])
        : loaded;

    private static ITransformer? RestoreAnswers(TransformsCatalog catalog, TransformerChain<ITransformer> chain, string? baseModel)
    {
        if (SavedAnswers.StateOf(chain) is not { } state)
            return null;
        var place = BaseModels.Find(state.Base, state.Sha256, baseModel);
        var model = new AnswerModel(() => BaseModels.Loaded.Rent(place), state.LoadAdapter);
        var mapping = new AnswerMapping(model, state.Columns, state.Template, state.Decoding, CancellationToken.None);
        return state.Training is { } training
            ? new SafetyTuneTransformer(catalog, place, mapping, SavedState.Parse<SafetyTuneReport>(training, _ => []))
            : new GenerateAnswersTransformer(catalog, place, mapping);
    }
}
