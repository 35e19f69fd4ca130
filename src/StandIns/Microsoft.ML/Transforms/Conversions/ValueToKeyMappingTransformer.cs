using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Replaces values by their keys; a value that was not learned is missing.</summary>
public sealed class ValueToKeyMappingTransformer : OneToOneTransformerBase
{
    internal const string Signature = "TermTransform";

    private readonly IValueMap _map;

    internal ValueToKeyMappingTransformer(IValueMap map, params (string Output, string Input)[] columns)
        : base(columns) => _map = map;

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
    {
        var columns = ReadColumns(context);
        return new ValueToKeyMappingTransformer(ValueMaps.Read(context.Reader), columns);
    }

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.Start(Signature);
        WriteColumns(ctx);
        _map.Write(ctx.Writer);
    }

    private protected override DataViewSchema.DetachedColumn OutputOf(string name, DataViewSchema.Column input)
    {
        var key = (KeyDataViewType)_map.Value.Type;
        return new(name, input.Type is VectorDataViewType vector ? new VectorDataViewType(key, vector.Dimensions) : key, _map.Value.Annotations);
    }

    private protected override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input) => _map.Getter(row, input);
}
