using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Runs the user's action on each row.</summary>
public sealed class CustomMappingEstimator<TSrc, TDst> : TrivialEstimator<CustomMappingTransformer<TSrc, TDst>>
    where TSrc : class, new()
    where TDst : class, new()
{
    internal CustomMappingEstimator(Action<TSrc, TDst> mapAction, string contractName, SchemaDefinition inputDefinition, SchemaDefinition outputDefinition)
        : base(new CustomMappingTransformer<TSrc, TDst>(mapAction, contractName, inputDefinition, outputDefinition))
    {
    }

    public override SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        foreach (var member in MemberColumn.Of(typeof(TSrc), Transformer.InputDefinition, SchemaDefinition.Direction.Both))
            CheckInput(member, inputSchema.Find(member.Name));
        return inputSchema.With(SchemaShape.Create(DataViewSchema.Of(Transformer.Outputs.Select(output => output.Definition))));
    }

    // A vector of any size may be read from one of a known size.
    private static void CheckInput(MemberColumn member, SchemaShape.Column column)
    {
        var expected = SchemaShape.ShapeOf(member.Name, member.Definition.Type);
        var fits = expected.Kind == column.Kind
            || (expected.Kind == SchemaShape.Column.VectorKind.VariableVector && column.Kind == SchemaShape.Column.VectorKind.Vector);
        if (!fits || !expected.ItemType.Equals(column.ItemType) || expected.IsKey != column.IsKey)
            throw Check.WrongColumn("inputSchema", "input", member.Name, member.Definition.Type.ToString(), column.TypeName);
    }
}
