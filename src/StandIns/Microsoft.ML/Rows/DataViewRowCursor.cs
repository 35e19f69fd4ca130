namespace Microsoft.ML;

/// <summary>Visits the rows of a data view one after another.</summary>
public abstract class DataViewRowCursor : DataViewRow
{
    /// <summary>Moves to the next row, the first on the first call; false after the last.</summary>
    public abstract bool MoveNext();
}
