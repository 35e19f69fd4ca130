using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Joins columns of one item type into a vector.</summary>
public sealed class ColumnConcatenatingEstimator : IEstimator<ColumnConcatenatingTransformer>
{
    private readonly string _output;
    private readonly string[] _inputs;

    internal ColumnConcatenatingEstimator(string output, string[] inputs)
    {
        _output = Check.NonEmpty(output, "outputColumnName");
        _inputs = Check.Value(inputs, "inputColumnNames");
    }

    public ColumnConcatenatingTransformer Fit(IDataView input)
    {
        var transformer = new ColumnConcatenatingTransformer(_output, _inputs);
        transformer.GetOutputSchema(Check.Value(input, nameof(input)).Schema);
        return transformer;
    }

    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        var inputs = _inputs.Select(name => inputSchema.Find(name)).ToList();
        foreach (var input in inputs)
        {
            if (!input.ItemType.Equals(inputs[0].ItemType) || input.IsKey != inputs[0].IsKey)
                throw Check.WrongColumn(nameof(inputSchema), "input", input.Name, inputs[0].TypeName, input.TypeName);
        }

        var kind = inputs.Any(input => input.Kind == SchemaShape.Column.VectorKind.VariableVector)
            ? SchemaShape.Column.VectorKind.VariableVector : SchemaShape.Column.VectorKind.Vector;
        return inputSchema.With([new SchemaShape.Column(_output, kind, inputs[0].ItemType, inputs[0].IsKey)]);
    }
}
