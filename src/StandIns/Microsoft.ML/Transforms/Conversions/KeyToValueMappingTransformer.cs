using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Replaces keys by the values that the column's annotations give for them; missing keys give missing values.</summary>
public sealed class KeyToValueMappingTransformer : OneToOneTransformerBase
{
    internal const string Signature = "KeyToValueTransform";

    internal KeyToValueMappingTransformer((string Output, string Input)[] columns)
        : base(columns)
    {
    }

    internal IEnumerable<(string Output, string Input)> Pairs => Columns;

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context) => new KeyToValueMappingTransformer(ReadColumns(context));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.Start(Signature);
        WriteColumns(ctx);
    }

    private protected override DataViewSchema.DetachedColumn OutputOf(string name, DataViewSchema.Column input)
    {
        if (input.Type.ItemOf() is not KeyDataViewType)
            throw Check.WrongColumn("inputSchema", "input", input.Name, "KeyType", input.Type.ToString());
        var values = ValuesOf(input);
        return new(name, input.Type is VectorDataViewType vector ? new VectorDataViewType(values.ItemType, vector.Dimensions) : values.ItemType);
    }

    private protected override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input)
        => GenericCall.Invoke<Delegate>(Getter<uint, int>, [input.Type.ItemOf().RawType, ValuesOf(input).ItemType.RawType], row, input);

    private static VectorDataViewType ValuesOf(DataViewSchema.Column input)
        => input.Annotations.Schema.GetColumnOrNull(AnnotationKinds.KeyValues)?.Type as VectorDataViewType
            ?? throw new ArgumentOutOfRangeException("inputSchema", $"Input column '{input.Name}' doesn't contain key values metadata");

    private static Delegate Getter<TKey, TValue>(DataViewRow row, DataViewSchema.Column input)
        where TKey : System.Numerics.IBinaryInteger<TKey>
    {
        VBuffer<TValue> values = default;
        input.GetKeyValues(ref values);
        var pairs = values.DenseValues().Select((value, i) => (TKey.CreateChecked(i + 1), value));
        object missing = typeof(TValue) == typeof(float) ? float.NaN : typeof(TValue) == typeof(double) ? double.NaN : default(TValue);
        return new ValueMap<TKey, TValue>(new DataViewSchema.DetachedColumn("Value", ValuesOf(input).ItemType), pairs, (TValue)missing).Getter(row, input);
    }
}
