using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using Microsoft.ML.Transforms;

namespace Microsoft.ML;

/// <summary>The readers of saved transformers by the signature that is saved with them.</summary>
internal static class ModelLoaders
{
    private static readonly Dictionary<string, Func<IHostEnvironment, ModelLoadContext, ITransformer>> _loaders = new()
    {
        [TransformerChainLoader.Signature] = TransformerChainLoader.Load,
        [CustomMappingLoader.Signature] = CustomMappingLoader.Load,
        [ColumnCopyingTransformer.Signature] = ColumnCopyingTransformer.Load,
        [ColumnConcatenatingTransformer.Signature] = ColumnConcatenatingTransformer.Load,
        [ColumnSelectingTransformer.Signature] = ColumnSelectingTransformer.Load,
        [ValueMappingTransformer.Signature] = ValueMappingTransformer.Load,
        [TypeConvertingTransformer.Signature] = TypeConvertingTransformer.Load,
        [ValueToKeyMappingTransformer.Signature] = ValueToKeyMappingTransformer.Load,
        [KeyToValueMappingTransformer.Signature] = KeyToValueMappingTransformer.Load,
    };

    public static Func<IHostEnvironment, ModelLoadContext, ITransformer> Find(string signature)
        => _loaders.TryGetValue(signature, out var loader) ? loader : throw new FormatException($"Couldn't load model: '{signature}'");
}
