using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Replaces values by those that a table gives for them.</summary>
public class ValueMappingEstimator : TrivialEstimator<ValueMappingTransformer>
{
    internal ValueMappingEstimator(IValueMap map, params (string Output, string Input)[] columns)
        : base(new ValueMappingTransformer(map, columns))
    {
    }

    public sealed override SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => Check.Value(inputSchema, nameof(inputSchema)).With(Transformer.Pairs.Select(pair =>
        {
            var value = SchemaShape.ShapeOf(pair.Output, Transformer.Value.Type, SchemaShape.Create(Transformer.Value.Annotations.Schema));
            return new SchemaShape.Column(pair.Output, inputSchema.Find(pair.Input).Kind, value.ItemType, value.IsKey, value.Annotations);
        }));
}
