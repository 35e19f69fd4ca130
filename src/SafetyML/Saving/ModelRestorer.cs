using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Refusal;

namespace SafetyML.Saving;

/// <summary>Walks a loaded model and puts our transformers in the place of the chains that they were saved as.</summary>
internal static class ModelRestorer
{
    public static ITransformer Restore(MLContext context, ITransformer loaded)
    {
        if (loaded is not TransformerChain<ITransformer> chain)
            return loaded;
        return SavedRefusal.Restore(context.Transforms, chain)
            ?? (ITransformer)new TransformerChain<ITransformer>([.. chain.GetModelFor(TransformerScope.Scoring).Select(part => Restore(context, part))]);
    }
}
