using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Some columns of a data view.</summary>
internal sealed class SelectedColumnsView(IDataView input, DataViewSchema.Column[] columns) : IDataView, IRowToRowMapper
{
    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema { get; } = DataViewSchema.Of(columns.Select(column => new DataViewSchema.DetachedColumn(column)));

    public DataViewSchema InputSchema => input.Schema;

    public DataViewSchema OutputSchema => Schema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        return new Cursor(input.GetRowCursor(GetDependencies(columnsNeeded), rand), this, active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        return [.. input.GetRowCursorSet(GetDependencies(columnsNeeded), n, rand).Select(cursor => new Cursor(cursor, this, active))];
    }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => [.. dependingColumns.Select(InputOf)];

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns) => new Row(input, this);

    private DataViewSchema.Column InputOf(DataViewSchema.Column column) => columns[column.Index];

    private sealed class Cursor(DataViewRowCursor input, SelectedColumnsView view, bool[] active) : SynchronizedCursor(input)
    {
        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Input.GetGetter<TValue>(view.InputOf(column));
    }

    private sealed class Row(DataViewRow input, SelectedColumnsView view) : WrappingRow(input)
    {
        public override DataViewSchema Schema => view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => Input.IsColumnActive(view.InputOf(column));

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => Input.GetGetter<TValue>(view.InputOf(column));
    }
}
