using Microsoft.ML;
using Microsoft.ML.Data;

namespace SafetyML.Mapping;

/// <summary>The lazy result of a mapping: nothing runs before a cursor asks an added column for a value.</summary>
internal sealed class MappedView<TResult>(IDataView input, BoundMapping<TResult> mapping) : IDataView
{
    public DataViewSchema Schema => mapping.OutputSchema;

    public bool CanShuffle => input.CanShuffle;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        var active = columnsNeeded.ToList();
        var cursor = input.GetRowCursor(mapping.Dependencies(active), rand);
        return active.Any(mapping.IsAdded) ? new MappedCursor<TResult>(cursor, mapping, active) : new PassThroughCursor(cursor, mapping.OutputSchema, active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null) =>
        [GetRowCursor(columnsNeeded, rand)];
}
