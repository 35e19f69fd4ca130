using System.Collections.ObjectModel;

namespace Microsoft.Data.Analysis;

/// <summary>The columns of a data frame, all of one length and of different names.</summary>
public class DataFrameColumnCollection : Collection<DataFrameColumn>
{
    private readonly Action _columnsChanged;

    internal DataFrameColumnCollection(IEnumerable<DataFrameColumn> columns, Action columnsChanged)
    {
        _columnsChanged = columnsChanged;
        foreach (var column in columns ?? throw new ArgumentNullException(nameof(columns)))
            Add(column);
    }

    internal long RowCount => Count > 0 ? this[0].Length : 0;

    public DataFrameColumn this[string columnName]
    {
        get => IndexOf(columnName) is >= 0 and var index
            ? this[index]
            : throw new ArgumentException($"Column '{columnName}' does not exist", nameof(columnName));
        set
        {
            value.SetName(columnName);
            if (IndexOf(columnName) is >= 0 and var index)
                this[index] = value;
            else
                Add(value);
        }
    }

    public int IndexOf(string columnName)
    {
        for (var i = 0; i < Count; i++)
        {
            if (this[i].Name == columnName)
                return i;
        }

        return -1;
    }

    public void Remove(string columnName)
    {
        if (IndexOf(columnName) is >= 0 and var index)
            RemoveAt(index);
    }

    protected override void InsertItem(int columnIndex, DataFrameColumn column)
    {
        CheckColumn(column, -1);
        base.InsertItem(columnIndex, column);
        _columnsChanged();
    }

    protected override void SetItem(int columnIndex, DataFrameColumn column)
    {
        CheckColumn(column, columnIndex);
        base.SetItem(columnIndex, column);
        _columnsChanged();
    }

    protected override void RemoveItem(int columnIndex)
    {
        base.RemoveItem(columnIndex);
        _columnsChanged();
    }

    protected override void ClearItems()
    {
        base.ClearItems();
        _columnsChanged();
    }

    private void CheckColumn(DataFrameColumn column, int index)
    {
        ArgumentNullException.ThrowIfNull(column);
        if (RowCount > 0 && column.Length != RowCount)
            throw new ArgumentException("Column lengths are mismatched", nameof(column));
        if (IndexOf(column.Name) is >= 0 and var existing && existing != index)
            throw new ArgumentException($"DataFrame already contains a column called {column.Name}", nameof(column));
    }
}
