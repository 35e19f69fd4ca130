using Microsoft.ML;
using Microsoft.ML.Data;

namespace SafetyML.Mapping;

/// <summary>A column that a mapping adds: its name, its type and how its value is read from the result of a row.</summary>
internal sealed class OutputColumn<TResult>
{
    private OutputColumn(string name, DataViewType type, Func<Func<TResult>, Delegate> getter, Func<TransformsCatalog, SchemaShape.Column> promise) =>
        (Name, Type, Getter, Promise) = (name, type, getter, promise);

    public string Name { get; }

    public DataViewType Type { get; }

    /// <summary>Makes the column's <see cref="ValueGetter{TValue}"/> from a function that gives the current row's result.</summary>
    public Func<Func<TResult>, Delegate> Getter { get; }

    /// <summary>The column as an estimator promises it.</summary>
    public Func<TransformsCatalog, SchemaShape.Column> Promise { get; }

    public static OutputColumn<TResult> Text(string name, Func<TResult, string> value) => new(
        name,
        TextDataViewType.Instance,
        current => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> target) => target = value(current()).AsMemory()),
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
}
