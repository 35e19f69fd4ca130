using Microsoft.ML;
using Microsoft.ML.Data;

namespace SafetyML.Data;

/// <summary>Columns of text in memory as an <see cref="IDataView"/>. Row order is kept; a cursor with a random generator visits the rows shuffled.</summary>
internal sealed class TextTable : IDataView
{
    private readonly IReadOnlyList<string>[] _columns;

    public TextTable(IReadOnlyList<(string Name, IReadOnlyList<string> Values)> columns)
    {
        var schema = new DataViewSchema.Builder();
        foreach (var (name, _) in columns)
            schema.AddColumn(name, TextDataViewType.Instance);
        Schema = schema.ToSchema();
        _columns = [.. columns.Select(column => column.Values)];
    }

    public DataViewSchema Schema { get; }

    public bool CanShuffle => true;

    public int RowCount => _columns[0].Count;

    public long? GetRowCount() => RowCount;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var order = Enumerable.Range(0, RowCount).ToArray();
        rand?.Shuffle(order);
        return new TextTableCursor(this, columnsNeeded, order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];

    internal string Value(int row, int column) => _columns[column][row];
}
