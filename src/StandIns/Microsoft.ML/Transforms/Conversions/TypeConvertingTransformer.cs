using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Converts values, or the items of vectors, to another primitive type.</summary>
public sealed class TypeConvertingTransformer : OneToOneTransformerBase
{
    internal const string Signature = "TypeConverting";

    private readonly DataKind _kind;

    internal TypeConvertingTransformer(DataKind kind, (string Output, string Input)[] columns)
        : base(columns) => _kind = kind;

    internal PrimitiveDataViewType Target => DataViewTypes.FromKind(_kind);

    internal IEnumerable<(string Output, string Input)> Pairs => Columns;

    internal static ITransformer Load(IHostEnvironment environment, ModelLoadContext context)
        => new TypeConvertingTransformer((DataKind)context.Reader.ReadByte(), ReadColumns(context));

    private protected override void SaveModel(ModelSaveContext ctx)
    {
        ctx.Start(Signature);
        ctx.Writer.Write((byte)_kind);
        WriteColumns(ctx);
    }

    private protected override DataViewSchema.DetachedColumn OutputOf(string name, DataViewSchema.Column input)
    {
        var converter = ValueConverters.Find(input.Type.ItemOf().RawType, Target.RawType);
        Check.Param(converter != null, "inputSchema", $"Don't know how to convert {input.Name} into {Target}");
        var annotations = new DataViewSchema.Annotations.Builder();
        if (input.Type is VectorDataViewType vector)
        {
            annotations.Add(input.Annotations, kind => kind == AnnotationKinds.SlotNames);
            return new(name, new VectorDataViewType(Target, vector.Dimensions), annotations.ToAnnotations());
        }

        if (input.Type is BooleanDataViewType && Target is NumberDataViewType)
            annotations.AddPrimitiveValue(AnnotationKinds.IsNormalized, BooleanDataViewType.Instance, true);
        return new(name, Target, annotations.ToAnnotations());
    }

    private protected override Delegate MakeGetter(DataViewRow row, DataViewSchema.Column input)
    {
        Type[] types = [input.Type.ItemOf().RawType, Target.RawType];
        var converter = ValueConverters.Find(types[0], types[1]);
        return input.Type is VectorDataViewType
            ? GenericCall.Invoke<Delegate>(Items<int, int>, types, row, input, converter)
            : GenericCall.Invoke<Delegate>(Single<int, int>, types, row, input, converter);
    }

    private static ValueGetter<TTarget> Single<TSource, TTarget>(DataViewRow row, DataViewSchema.Column input, Func<TSource, TTarget> convert)
    {
        var getter = row.GetGetter<TSource>(input);
        TSource source = default;
        return (ref TTarget value) =>
        {
            getter(ref source);
            value = convert(source);
        };
    }

    private static ValueGetter<VBuffer<TTarget>> Items<TSource, TTarget>(DataViewRow row, DataViewSchema.Column input, Func<TSource, TTarget> convert)
    {
        var getter = row.GetGetter<VBuffer<TSource>>(input);
        VBuffer<TSource> source = default;
        return (ref VBuffer<TTarget> value) =>
        {
            getter(ref source);
            var editor = VBufferEditor.Create(ref value, source.Length);
            for (var i = 0; i < source.Length; i++)
                editor.Values[i] = convert(source.GetItemOrDefault(i));
            value = editor.Commit();
        };
    }
}
