using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Copies columns under new names, with their types and annotations.</summary>
public sealed class ColumnCopyingTransformer : OneToOneTransformerBase
{
    internal const string Signature = "CopyTransform";

    internal ColumnCopyingTransformer((string Output, string Input)[] columns)
        : base(columns)
    {
    }

    internal IEnumerable<(string Output, string Input)> Pairs => Columns;

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context) => new ColumnCopyingTransformer(ReadColumns(context));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.Start(Signature);
        WriteColumns(ctx);
    }

    private protected override DataViewSchema.DetachedColumn OutputOf(string name, DataViewSchema.Column input) => new(name, input.Type, input.Annotations);

    private protected override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input)
        => GenericCall.Invoke<Delegate>(Getter<int>, input.Type.RawType, row, input);

    private static ValueGetter<T> Getter<T>(DataViewRow row, DataViewSchema.Column input) => row.GetGetter<T>(input);
}
