namespace Microsoft.ML;

/// <summary>Rows with a schema. Nothing is computed until a cursor asks for a column of a row.</summary>
public interface IDataView
{
    /// <summary>Whether cursors visit the rows in random order when they are given a random source.</summary>
    bool CanShuffle { get; }

    DataViewSchema Schema { get; }

    /// <summary>The number of rows where it is known without visiting them.</summary>
    long? GetRowCount();

    DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null);

    DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null);
}
