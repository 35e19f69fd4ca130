namespace Microsoft.ML.Data;

/// <summary>A data view over a sequence of objects; every cursor enumerates it anew.</summary>
internal sealed class EnumerableDataView<TRow>(IEnumerable<TRow> data, MemberColumn[] columns) : IDataView
    where TRow : class
{
    public bool CanShuffle => false;

    public DataViewSchema Schema { get; } = DataViewSchema.Of(columns.Select(column => column.Definition));

    public long? GetRowCount() => (data as ICollection<TRow>)?.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new Cursor(this, data.GetEnumerator(), columns, ActiveColumns.Of(Schema, columnsNeeded));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private sealed class Cursor : RootCursor
    {
        private readonly IDataView _view;
        private readonly IEnumerator<TRow> _rows;
        private readonly Delegate[] _getters;

        public Cursor(IDataView view, IEnumerator<TRow> rows, MemberColumn[] columns, bool[] active)
        {
            _view = view;
            _rows = rows;
            _getters = [.. columns.Select((column, i) => active[i] ? MemberGetters.Create(column, Current) : null)];
        }

        public override DataViewSchema Schema => _view.Schema;

        public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] != null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => IsColumnActive(column) ? ActiveColumns.Typed<TValue>(_getters[column.Index]) : throw ActiveColumns.NotActive(nameof(column));

        protected override bool MoveNextCore()
        {
            if (!_rows.MoveNext())
                return false;
            Runtime.Check.State(_rows.Current != null, "Encountered null when iterating over data, this is not supported.");
            return true;
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _rows.Dispose();
            base.Dispose(disposing);
        }

        private TRow Current()
        {
            CheckRow();
            return _rows.Current;
        }
    }
}
