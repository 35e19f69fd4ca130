using System.Collections;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Microsoft.Data.Analysis;

/// <summary>A column of numbers, truth values or points in time.</summary>
public class PrimitiveDataFrameColumn<T> : DataFrameColumn, IEnumerable<T?>
    where T : unmanaged
{
    private readonly List<T?> _values;

    public PrimitiveDataFrameColumn(string name, IEnumerable<T?> values)
        : base(name, 0, typeof(T))
    {
        _values = [.. values ?? []];
        Length = _values.Count;
    }

    public PrimitiveDataFrameColumn(string name, IEnumerable<T> values)
        : this(name, values?.Select(value => (T?)value))
    {
    }

    public PrimitiveDataFrameColumn(string name, long length = 0)
        : this(name, Enumerable.Repeat<T?>(null, (int)length))
    {
    }

    public override long NullCount => _values.Count(value => value == null);

    public new T? this[long rowIndex]
    {
        get => _values[(int)rowIndex];
        set => _values[(int)rowIndex] = value;
    }

    public void Append(T? value)
    {
        _values.Add(value);
        Length++;
    }

    public override bool IsNumericColumn() => typeof(T) != typeof(bool) && typeof(T) != typeof(DateTime);

    public IEnumerator<T?> GetEnumerator() => _values.GetEnumerator();

    protected override object GetValue(long rowIndex) => this[rowIndex];

    protected override void SetValue(long rowIndex, object value) => this[rowIndex] = Checked(value);

    protected override IEnumerator GetEnumeratorCore() => GetEnumerator();

    internal override void AppendValue(object value) => Append(Checked(value));

    internal override void AddDataViewColumn(DataViewSchema.Builder builder) => builder.AddColumn(Name, PrimitiveTypes.DataViewTypeOf(typeof(T)));

    // A null is not a number, or the type's default where there is no such thing.
    internal override Delegate GetDataViewGetter(Func<long> row)
    {
        object missing = typeof(T) == typeof(float) ? float.NaN : typeof(T) == typeof(double) ? double.NaN : default(T);
        return (ValueGetter<T>)((ref T value) => value = this[row()] ?? (T)missing);
    }

    private T? Checked(object value)
        => value is null or T ? (T?)value : throw new ArgumentException($"Expected value to be of type {DataType}", nameof(value));
}
