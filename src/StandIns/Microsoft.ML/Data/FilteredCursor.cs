namespace Microsoft.ML.Data;

/// <summary>Passes over the rows that a condition refuses, and counts those that it lets through.</summary>
internal sealed class FilteredCursor(DataViewRowCursor input, bool[] active, Func<bool> accepts) : RootCursor
{
    public override DataViewSchema Schema => input.Schema;

    public override long Batch => input.Batch;

    public override bool IsColumnActive(DataViewSchema.Column column) => active[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => IsColumnActive(column) ? input.GetGetter<TValue>(column) : throw ActiveColumns.NotActive(nameof(column));

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    protected override bool MoveNextCore()
    {
        while (input.MoveNext())
        {
            if (accepts())
                return true;
        }

        return false;
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            input.Dispose();
        base.Dispose(disposing);
    }
}
