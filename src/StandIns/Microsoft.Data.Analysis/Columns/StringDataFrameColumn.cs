using System.Collections;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Microsoft.Data.Analysis;

/// <summary>A column of texts.</summary>
public class StringDataFrameColumn : DataFrameColumn, IEnumerable<string>
{
    private readonly List<string> _values;

    public StringDataFrameColumn(string name, long length = 0)
        : this(name, Enumerable.Repeat<string>(null, (int)length))
    {
    }

    public StringDataFrameColumn(string name, IEnumerable<string> values)
        : base(name, 0, typeof(string))
    {
        _values = [.. values ?? []];
        Length = _values.Count;
    }

    public override long NullCount => _values.Count(value => value == null);

    public new string this[long rowIndex]
    {
        get => _values[(int)rowIndex];
        set => _values[(int)rowIndex] = value;
    }

    public void Append(string value)
    {
        _values.Add(value);
        Length++;
    }

    public IEnumerator<string> GetEnumerator() => _values.GetEnumerator();

    protected override object GetValue(long rowIndex) => this[rowIndex];

    protected override void SetValue(long rowIndex, object value) => this[rowIndex] = Checked(value);

    protected override IEnumerator GetEnumeratorCore() => GetEnumerator();

    internal override void AppendValue(object value) => Append(Checked(value));

    internal override void AddDataViewColumn(DataViewSchema.Builder builder) => builder.AddColumn(Name, TextDataViewType.Instance);

    internal override Delegate GetDataViewGetter(Func<long> row)
        => (ValueGetter<ReadOnlyMemory<char>>)((ref ReadOnlyMemory<char> value) => value = this[row()].AsMemory());

    private string Checked(object value)
        => value is null or string ? (string)value : throw new ArgumentException($"Expected value to be of type {DataType}", nameof(value));
}
