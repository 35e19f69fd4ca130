using Microsoft.ML;
using Microsoft.ML.Data;

namespace SafetyML.Mapping;

/// <summary>A column that a mapping adds: its name, its type and how its value is read from the result of a row.</summary>
internal sealed class OutputColumn<TResult>
{
    private OutputColumn(
        string name,
        DataViewType type,
        Func<Func<TResult>, Delegate> getter,
        Func<TransformsCatalog, SchemaShape.Column> promise,
        DataViewSchema.Annotations? annotations = null) => (Name, Type, Getter, Promise, Annotations) = (name, type, getter, promise, annotations);

    public string Name { get; }

    public DataViewType Type { get; }

    /// <summary>What is known about the column besides its type; null for nothing.</summary>
    public DataViewSchema.Annotations? Annotations { get; }

    /// <summary>Makes the column's <see cref="ValueGetter{TValue}"/> from a function that gives the current row's result.</summary>
    public Func<Func<TResult>, Delegate> Getter { get; }

    /// <summary>The column as an estimator promises it.</summary>
    public Func<TransformsCatalog, SchemaShape.Column> Promise { get; }

    public static OutputColumn<TResult> Text(string name, Func<TResult, string> value) => Text(name, result => value(result).AsMemory());

    public static OutputColumn<TResult> Text(string name, Func<TResult, ReadOnlyMemory<char>> value) => new(
        name,
        TextDataViewType.Instance,
        current => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> target) => target = value(current())),
        catalog => PromisedColumn.Of<ReadOnlyMemory<char>>(catalog, name));

    public static OutputColumn<TResult> Boolean(string name, Func<TResult, bool> value) => new(
        name,
        BooleanDataViewType.Instance,
        current => (ValueGetter<bool>)((ref bool target) => target = value(current())),
        catalog => PromisedColumn.Of<bool>(catalog, name));

    public static OutputColumn<TResult> Single(string name, Func<TResult, float> value) => new(
        name,
        NumberDataViewType.Single,
        current => (ValueGetter<float>)((ref float target) => target = value(current())),
        catalog => PromisedColumn.Of<float>(catalog, name));

    /// <summary>Keys from 1 that stand for <paramref name="names"/>; 0 stands for none.</summary>
    public static OutputColumn<TResult> Key(string name, IReadOnlyList<string> names, Func<TResult, uint> value) => new(
        name,
        new KeyDataViewType(typeof(uint), names.Count),
        current => (ValueGetter<uint>)((ref uint target) => target = value(current())),
        catalog => PromisedColumn.Key(catalog, name, names),
        ColumnAnnotations.KeyValues(names));

    /// <summary>A number for each of <paramref name="slots"/>.</summary>
    public static OutputColumn<TResult> Vector(string name, IReadOnlyList<string> slots, Func<TResult, float[]> value) => new(
        name,
        new VectorDataViewType(NumberDataViewType.Single, slots.Count),
        current => (ValueGetter<VBuffer<float>>)((ref VBuffer<float> target) => new VBuffer<float>(slots.Count, value(current())).CopyTo(ref target)),
        catalog => PromisedColumn.Vector(catalog, name, slots.Count),
        ColumnAnnotations.SlotNames(slots));
}
