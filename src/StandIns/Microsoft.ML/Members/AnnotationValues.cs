using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Getters for the values of annotations.</summary>
internal static class AnnotationValues
{
    /// <summary>A getter for a value as users write it: strings and arrays become text and vectors.</summary>
    public static Delegate GetterOf<T>(T value, DataViewType type) => value switch
    {
        string text => Constant(text.AsMemory()),
        string[] texts => Texts(texts),
        Array items => GenericCall.Invoke<Delegate>(Vector<int>, type.ItemOf().RawType, items),
        _ => CheckType(Constant(value), type),
    };

    public static Delegate GetterOf(DataViewSchema.Annotations annotations, DataViewSchema.Column column)
        => GenericCall.Invoke<Delegate>(Getter<int>, column.Type.RawType, annotations, column);

    /// <summary>A getter for a vector of texts, such as the values behind keys.</summary>
    public static ValueGetter<VBuffer<ReadOnlyMemory<char>>> Texts(IReadOnlyCollection<string> texts)
        => Vector([.. texts.Select(text => text.AsMemory())]);

    public static ValueGetter<VBuffer<T>> Vector<T>(T[] items)
        => (ref VBuffer<T> destination) => new VBuffer<T>(items.Length, items).CopyTo(ref destination);

    private static ValueGetter<T> Getter<T>(DataViewSchema.Annotations annotations, DataViewSchema.Column column) => annotations.GetGetter<T>(column);

    private static ValueGetter<T> Constant<T>(T value) => (ref T destination) => destination = value;

    private static Delegate CheckType<T>(ValueGetter<T> getter, DataViewType type)
    {
        Check.State(type.RawType == typeof(T), $"Value inputted is supposed to have Type {typeof(T)}, but type of Annotationinfo has {type.RawType}");
        return getter;
    }
}
