namespace Microsoft.ML.Data;

/// <summary>A range of the rows of a view, in their order.</summary>
internal sealed class SkippedRowsView(IDataView input, long skip, long take) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => input.Schema;

    public long? GetRowCount() => input.GetRowCount() is { } count ? Math.Min(Math.Max(0, count - skip), take) : take == 0 ? 0 : null;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        return new Cursor(input.GetRowCursor(columnsNeeded), active, skip, take);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor(DataViewRowCursor input, bool[] active, long skip, long take) : RootCursor
    {
        private long _toSkip = skip;

        public override DataViewSchema Schema => input.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => IsColumnActive(column) ? input.GetGetter<TValue>(column) : throw ActiveColumns.NotActive(nameof(column));

        public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

        protected override bool MoveNextCore()
        {
            for (; _toSkip > 0; _toSkip--)
            {
                if (!input.MoveNext())
                    return false;
            }

            return Position + 1 < take && input.MoveNext();
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                input.Dispose();
            base.Dispose(disposing);
        }
    }
}
