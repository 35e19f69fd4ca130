namespace Microsoft.ML.Data;

/// <summary>A cursor that counts its own rows.</summary>
internal abstract class RootCursor : DataViewRowCursor
{
    private long _position = -1;
    private bool _disposed;

    public sealed override long Position => _position;

    public override long Batch => 0;

    public sealed override bool MoveNext()
    {
        if (_disposed)
            return false;
        if (MoveNextCore())
        {
            _position++;
            return true;
        }

        Dispose();
        return false;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter()
        => (ref DataViewRowId value) =>
        {
            CheckRow();
            value = new DataViewRowId((ulong)_position, 0);
        };

    protected abstract bool MoveNextCore();

    protected void CheckRow()
        => Runtime.Check.State(
            _position >= 0,
            "Values cannot be fetched at this time. " +
            "This method was called either before the first call to MoveNext, or at any point after that method returned false.");

    protected override void Dispose(bool disposing)
    {
        _disposed = true;
        _position = -1;
        base.Dispose(disposing);
    }
}
