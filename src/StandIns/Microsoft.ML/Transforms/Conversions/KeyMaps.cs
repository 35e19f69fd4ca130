using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Learns the keys of the values of a column.</summary>
internal static class KeyMaps
{
    public static IValueMap Learn(IDataView data, DataViewSchema.Column column, KeyOptions options)
        => GenericCall.Invoke<IValueMap>(LearnValues<int>, column.Type.ItemOf().RawType, data, column, options);

    private static ValueMap<T, uint> LearnValues<T>(IDataView data, DataViewSchema.Column column, KeyOptions options)
    {
        var values = Items<T>(data, column).Where(value => !IsMissing(value)).Distinct(ValueComparers.Of<T>()).Take(options.Maximum).ToList();
        if (options.Ordinality == ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            values.Sort(Order);
        Check.State(values.Count > 0, $"Column '{column.Name}' has no values to give keys to");
        var annotations = new DataViewSchema.Annotations.Builder();
        var item = options.ValuesAsText ? TextDataViewType.Instance : (PrimitiveDataViewType)column.Type.ItemOf();
        Delegate getter = options.ValuesAsText
            ? AnnotationValues.Texts([.. values.Select(value => value.ToString())])
            : AnnotationValues.Vector<T>([.. values]);
        annotations.Add(AnnotationKinds.KeyValues, new VectorDataViewType(item, values.Count), getter);
        var key = new DataViewSchema.DetachedColumn("Key", new KeyDataViewType(typeof(uint), values.Count), annotations.ToAnnotations());
        return new ValueMap<T, uint>(key, values.Select((value, i) => (value, (uint)i + 1)));
    }

    private static IEnumerable<T> Items<T>(IDataView data, DataViewSchema.Column column)
        => column.Type is VectorDataViewType ? data.GetColumn<VBuffer<T>>(column).SelectMany(vector => vector.DenseValues()) : data.GetColumn<T>(column);

    private static bool IsMissing<T>(T value) => value switch
    {
        float number => float.IsNaN(number),
        double number => double.IsNaN(number),
        ReadOnlyMemory<char> text => text.IsEmpty,
        _ => false,
    };

    private static int Order<T>(T x, T y)
        => x is ReadOnlyMemory<char> a && y is ReadOnlyMemory<char> b ? a.Span.SequenceCompareTo(b.Span) : Comparer<T>.Default.Compare(x, y);
}
