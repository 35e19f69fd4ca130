using System.Collections;

namespace Microsoft.Data.Analysis;

/// <summary>A row of a data frame; setting a value sets it there.</summary>
public class DataFrameRow : IEnumerable<object>
{
    private readonly DataFrame _frame;
    private readonly long _index;

    internal DataFrameRow(DataFrame frame, long index)
    {
        _frame = frame;
        _index = index;
    }

    public object this[int index]
    {
        get => _frame.Columns[index][_index];
        set => _frame.Columns[index][_index] = value;
    }

    public object this[string columnName]
    {
        get => _frame[columnName][_index];
        set => _frame[columnName][_index] = value;
    }

    public IEnumerable<KeyValuePair<string, object>> GetValues() => _frame.Columns.Select(column => KeyValuePair.Create(column.Name, column[_index]));

    public IEnumerator<object> GetEnumerator() => _frame.Columns.Select(column => column[_index]).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => string.Concat(this.Select(value => $"{value ?? "null"} "));
}
