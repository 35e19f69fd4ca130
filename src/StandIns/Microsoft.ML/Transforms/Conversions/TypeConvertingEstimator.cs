using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Converts values to another primitive type.</summary>
public sealed class TypeConvertingEstimator : TrivialEstimator<TypeConvertingTransformer>
{
    internal TypeConvertingEstimator(DataKind kind, params (string Output, string Input)[] columns)
        : base(new TypeConvertingTransformer(kind, columns))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
        => Check.Value(inputSchema, nameof(inputSchema)).With(Transformer.Pairs.Select(pair =>
        {
            var input = inputSchema.Find(pair.Input);
            var target = Transformer.Target;
            var converter = ValueConverters.Find(input.ItemType.RawType, target.RawType);
            Check.Param(converter != null, nameof(inputSchema), $"Don't know how to convert {pair.Input} into {target}");
            return new SchemaShape.Column(pair.Output, input.Kind, target, isKey: false, input.Annotations);
        }));
}
