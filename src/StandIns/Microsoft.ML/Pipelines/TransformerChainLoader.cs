using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Reads saved transformer chains.</summary>
internal static class TransformerChainLoader
{
    public const string Signature = "TransformerChain";

    public static string FolderOf(int index) => $"Transform_{index:000}";

    public static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        var transformers = new ITransformer[context.Reader.ReadInt32()];
        var scopes = new TransformerScope[transformers.Length];
        for (var i = 0; i < transformers.Length; i++)
        {
            scopes[i] = (TransformerScope)context.Reader.ReadInt32();
            transformers[i] = context.LoadModel(environment, FolderOf(i));
        }

        return new TransformerChain<ITransformer>(transformers, scopes);
    }
}
