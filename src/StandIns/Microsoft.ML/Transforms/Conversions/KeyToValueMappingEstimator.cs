using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Replaces keys by the values behind them.</summary>
public sealed class KeyToValueMappingEstimator : TrivialEstimator<KeyToValueMappingTransformer>
{
    internal KeyToValueMappingEstimator(params (string Output, string Input)[] columns)
        : base(new KeyToValueMappingTransformer(columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => Check.Value(inputSchema, nameof(inputSchema)).With(Transformer.Pairs.Select(pair =>
        {
            var input = inputSchema.Find(pair.Input);
            if (!input.IsKey)
                throw Check.WrongColumn(nameof(inputSchema), "input", pair.Input, "KeyType", input.TypeName);
            var hasValues = input.Annotations.TryFindColumn(AnnotationKinds.KeyValues, out var values);
            Check.Param(hasValues, nameof(inputSchema), $"Input column '{pair.Input}' doesn't contain key values metadata");
            return new SchemaShape.Column(pair.Output, input.Kind, values.ItemType, values.IsKey);
        }));
}
