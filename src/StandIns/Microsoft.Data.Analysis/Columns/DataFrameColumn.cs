using System.Collections;
using Microsoft.ML;

namespace Microsoft.Data.Analysis;

/// <summary>A named column of values of one type, some of which may be null.</summary>
public abstract class DataFrameColumn : IEnumerable
{
    protected DataFrameColumn(string name, long length, Type type)
    {
        Name = name;
        Length = length;
        DataType = type;
    }

    public string Name { get; private set; }

    public Type DataType { get; }

    public long Length { get; protected set; }

    public abstract long NullCount { get; }

    public object this[long rowIndex]
    {
        get => GetValue(rowIndex);
        set => SetValue(rowIndex, value);
    }

    public static PrimitiveDataFrameColumn<T> Create<T>(string name, IEnumerable<T?> values)
        where T : unmanaged
        => new(name, values);

    public static PrimitiveDataFrameColumn<T> Create<T>(string name, IEnumerable<T> values)
        where T : unmanaged
        => new(name, values);

    public static StringDataFrameColumn Create(string name, IEnumerable<string> values) => new(name, values);

    public void SetName(string newName) => Name = newName;

    public virtual bool IsNumericColumn() => false;

    IEnumerator IEnumerable.GetEnumerator() => GetEnumeratorCore();

    public override string ToString() => $"{Name}: {Length} values of {DataType.Name}";

    protected abstract object GetValue(long rowIndex);

    protected abstract void SetValue(long rowIndex, object value);

    protected abstract IEnumerator GetEnumeratorCore();

    internal abstract void AddDataViewColumn(DataViewSchema.Builder builder);

    internal abstract Delegate GetDataViewGetter(Func<long> row);

    /// <summary>Adds a value, null or one of the column's type.</summary>
    internal abstract void AppendValue(object value);
}
