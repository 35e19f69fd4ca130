using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Keeps each column in memory from its first reading on.</summary>
internal sealed class CacheDataView(IDataView input) : IDataView
{
    private readonly Lazy<ICachedColumn>[] _columns = [.. input.Schema.Select(column => new Lazy<ICachedColumn>(() => Read(input, column)))];
    private readonly Lazy<int> _count = new(() => Count(input));

    public bool CanShuffle => true;

    public DataViewSchema Schema => input.Schema;

    private interface ICachedColumn
    {
        int Count { get; }

        Delegate Getter(Func<int> row);
    }

    public long? GetRowCount() => input.GetRowCount() ?? _columns.FirstOrDefault(column => column.IsValueCreated)?.Value.Count;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        var columns = _columns.Select((column, i) => active[i] ? column.Value : null).ToArray();
        var order = Enumerable.Range(0, columns.FirstOrDefault(column => column != null)?.Count ?? _count.Value).ToArray();
        rand?.Shuffle(order);
        return new Cursor(Schema, columns, order);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    private static int Count(IDataView input)
    {
        if (input.GetRowCount() is { } known)
            return (int)known;
        using var cursor = input.GetRowCursor([]);
        var count = 0;
        while (cursor.MoveNext())
            count++;
        return count;
    }

    private static ICachedColumn Read(IDataView input, DataViewSchema.Column column)
        => GenericCall.Invoke<ICachedColumn>(ReadColumn<int>, column.Type.RawType, input, column);

    private static CachedColumn<T> ReadColumn<T>(IDataView input, DataViewSchema.Column column)
    {
        var values = new List<T>();
        using var cursor = input.GetRowCursor([column]);
        var getter = cursor.GetGetter<T>(column);
        while (cursor.MoveNext())
        {
            // A fresh value each time, since a getter writes into the buffers of the one it is given.
            T value = default;
            getter(ref value);
            values.Add(value);
        }

        return new CachedColumn<T>(values);
    }

    private sealed class CachedColumn<T>(List<T> values) : ICachedColumn
    {
        public int Count => values.Count;

        public Delegate Getter(Func<int> row) => (ValueGetter<T>)((ref T value) => value = values[row()]);
    }

    private sealed class Cursor : RootCursor
    {
        private readonly int[] _order;
        private readonly Delegate[] _getters;

        public Cursor(DataViewSchema schema, ICachedColumn[] columns, int[] order)
        {
            Schema = schema;
            _order = order;
            _getters = [.. columns.Select(column => column?.Getter(Row))];
        }

        public override DataViewSchema Schema { get; }

        public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] != null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
            => IsColumnActive(column) ? ActiveColumns.Typed<TValue>(_getters[column.Index]) : throw ActiveColumns.NotActive(nameof(column));

        public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)Row(), 0);

        protected override bool MoveNextCore() => Position + 1 < _order.Length;

        private int Row()
        {
            CheckRow();
            return _order[Position];
        }
    }
}
