using Microsoft.ML;
using Microsoft.ML.Data;

namespace Microsoft.Data.Analysis;

public partial class DataFrame : IDataView
{
    private DataViewSchema _schema;

    bool IDataView.CanShuffle => false;

    DataViewSchema IDataView.Schema => _schema ??= MakeSchema();

    long? IDataView.GetRowCount() => Rows.Count;

    DataViewRowCursor IDataView.GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand) => new DataFrameCursor(this, columnsNeeded);

    DataViewRowCursor[] IDataView.GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand)
        => [new DataFrameCursor(this, columnsNeeded)];

    private DataViewSchema MakeSchema()
    {
        var builder = new DataViewSchema.Builder();
        foreach (var column in Columns)
            column.AddDataViewColumn(builder);
        return builder.ToSchema();
    }
}
