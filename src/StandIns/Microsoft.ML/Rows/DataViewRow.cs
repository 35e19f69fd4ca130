using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>A row whose columns are read through getters.</summary>
public abstract class DataViewRow : IDisposable
{
    /// <summary>Changes when the row changes; -1 while there is no row.</summary>
    public abstract long Position { get; }

    public abstract long Batch { get; }

    public abstract DataViewSchema Schema { get; }

    public abstract ValueGetter<DataViewRowId> GetIdGetter();

    /// <summary>Whether the column was asked for, so that it has a getter.</summary>
    public abstract bool IsColumnActive(DataViewSchema.Column column);

    public abstract ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column);

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
    }
}
