namespace Microsoft.ML.Data;

/// <summary>The rows of a view that a condition on some columns lets through.</summary>
internal sealed class FilteredView(IDataView input, DataViewSchema.Column[] columns, Func<DataViewRow, Func<bool>> condition) : IDataView
{
    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema => input.Schema;

    public long? GetRowCount() => null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        var needed = Schema.Where(column => active[column.Index] || columns.Any(other => other.Index == column.Index));
        var cursor = input.GetRowCursor([.. needed], rand);
        return new FilteredCursor(cursor, active, condition(cursor));
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];
}
