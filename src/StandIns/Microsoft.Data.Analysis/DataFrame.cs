using System.Text;

namespace Microsoft.Data.Analysis;

/// <summary>A table in memory: typed columns of one length.</summary>
public partial class DataFrame
{
    private const long RowsShown = 25;

    public DataFrame(IEnumerable<DataFrameColumn> columns)
    {
        Columns = new DataFrameColumnCollection(columns, () => _schema = null);
        Rows = new DataFrameRowCollection(this);
    }

    public DataFrame(params DataFrameColumn[] columns)
        : this((IEnumerable<DataFrameColumn>)columns)
    {
    }

    public DataFrameColumnCollection Columns { get; }

    public DataFrameRowCollection Rows { get; }

    public object this[long rowIndex, int columnIndex]
    {
        get => Columns[columnIndex][rowIndex];
        set => Columns[columnIndex][rowIndex] = value;
    }

    public DataFrameColumn this[string columnName]
    {
        get => Columns[columnName];
        set => Columns[columnName] = value;
    }

    public override string ToString() => ToString(RowsShown);

    /// <summary>The first rows as a table, its columns padded to one width.</summary>
    public string ToString(long rowsToShow)
    {
        var width = Math.Max(10, Columns.Select(column => column.Name.Length).DefaultIfEmpty().Max() + 1);
        var text = new StringBuilder();
        text.AppendLine(string.Concat(Columns.Select(column => column.Name.PadRight(width))));
        foreach (var row in Rows.Take((int)Math.Min(rowsToShow, int.MaxValue)))
            text.AppendLine(string.Concat(row.Select(value => $"{value ?? "null"}".PadRight(width))));
        if (rowsToShow < Rows.Count)
            text.AppendLine($"  ... {rowsToShow} of total {Rows.Count}");
        return text.ToString();
    }
}
