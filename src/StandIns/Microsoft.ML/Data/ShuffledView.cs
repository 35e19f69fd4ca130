namespace Microsoft.ML.Data;

/// <summary>The rows of a view in an order that a seed decides; they are kept in memory.</summary>
internal sealed class ShuffledView(IDataView input, int seed) : IDataView
{
    private readonly CacheDataView _cache = new(input);

    public bool CanShuffle => true;

    public DataViewSchema Schema => input.Schema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => _cache.GetRowCursor(columnsNeeded, rand ?? new Random(seed));

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];
}
