using Microsoft.ML;
using Microsoft.ML.Data;

namespace Microsoft.Data.Analysis;

/// <summary>Reads a data frame row by row.</summary>
internal sealed class DataFrameCursor : DataViewRowCursor
{
    private readonly long _rows;
    private readonly Delegate[] _getters;
    private long _position = -1;
    private bool _disposed;

    public DataFrameCursor(DataFrame frame, IEnumerable<DataViewSchema.Column> columnsNeeded)
    {
        Schema = ((IDataView)frame).Schema;
        _rows = frame.Rows.Count;
        _getters = new Delegate[Schema.Count];
        foreach (var column in columnsNeeded)
            _getters[column.Index] = frame.Columns[column.Index].GetDataViewGetter(() => _position);
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    public override bool MoveNext() => !_disposed && ++_position < _rows;

    public override bool IsColumnActive(DataViewSchema.Column column) => _getters[column.Index] != null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => IsColumnActive(column) ? (ValueGetter<TValue>)_getters[column.Index] : throw new ArgumentOutOfRangeException(nameof(column));

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    protected override void Dispose(bool disposing)
    {
        _position = -1;
        _disposed = true;
        base.Dispose(disposing);
    }
}
