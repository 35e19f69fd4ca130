using Microsoft.ML;

namespace SafetyML.Tests.Support;

/// <summary>A view that remembers which columns were asked of it.</summary>
internal sealed class SpyView(IDataView inner) : IDataView
{
    public List<string> Asked { get; } = [];

    public int Cursors { get; private set; }

    public DataViewSchema Schema => inner.Schema;

    public bool CanShuffle => inner.CanShuffle;

    public long? GetRowCount() => inner.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var columns = columnsNeeded.ToList();
        Cursors++;
        Asked.AddRange(columns.Select(column => column.Name));
        return inner.GetRowCursor(columns, rand);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) => [GetRowCursor(columnsNeeded, rand)];
}
