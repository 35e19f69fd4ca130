using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Replaces values by those that a table gives for them; the table is saved with it.</summary>
public class ValueMappingTransformer : OneToOneTransformerBase
{
    internal const string Signature = "ValueMappingTransformer";

    private readonly IValueMap _map;

    internal ValueMappingTransformer(IValueMap map, (string Output, string Input)[] columns)
        : base(columns) => _map = map;

    internal DataViewSchema.DetachedColumn Value => _map.Value;

    internal IEnumerable<(string Output, string Input)> Pairs => Columns;

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        var columns = ReadColumns(context);
        return new ValueMappingTransformer(ValueMaps.Read(context.Reader), columns);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.Start(Signature);
        WriteColumns(ctx);
        _map.Write(ctx.Writer);
    }

    private protected override DataViewSchema.DetachedColumn OutputOf(string name, DataViewSchema.Column input)
        => new(name, input.Type is VectorDataViewType ? new VectorDataViewType((PrimitiveDataViewType)Value.Type) : Value.Type, Value.Annotations);

    private protected override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input) => _map.Getter(row, input);
}
