using Microsoft.Data.Analysis;
using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Reads data views into data frames.</summary>
public static class IDataViewExtensions
{
    private const long DefaultRows = 100;

    public static DataFrame ToDataFrame(this IDataView dataView, long maxRows = DefaultRows) => ToDataFrame(dataView, maxRows, null);

    public static DataFrame ToDataFrame(this IDataView dataView, params string[] selectColumns) => ToDataFrame(dataView, DefaultRows, selectColumns);

    /// <summary>The first rows, all where the number is -1, of the visible columns or of those that are named.</summary>
    public static DataFrame ToDataFrame(this IDataView dataView, long maxRows, params string[] selectColumns)
    {
        var all = selectColumns is not { Length: > 0 };
        var columns = dataView.Schema.Where(column => !column.IsHidden && (all || selectColumns.Contains(column.Name))).ToArray();
        using var cursor = dataView.GetRowCursor(columns);
        var appends = new List<Action>();
        var frame = new DataFrame(columns.Select(column => Read(cursor, column, appends)));
        for (var rows = 0L; cursor.MoveNext() && (maxRows == -1 || rows < maxRows); rows++)
            appends.ForEach(append => append());
        return frame;
    }

    private static DataFrameColumn Read(DataViewRow row, DataViewSchema.Column column, List<Action> appends) => column.Type switch
    {
        TextDataViewType => Read<ReadOnlyMemory<char>>(row, column, new StringDataFrameColumn(column.Name), text => text.ToString(), appends),
        BooleanDataViewType => Read<bool>(row, column, new BooleanDataFrameColumn(column.Name), value => value, appends),
        DateTimeDataViewType => Read<DateTime>(row, column, new DateTimeDataFrameColumn(column.Name), value => value, appends),
        var type when type == NumberDataViewType.Int32 => Read<int>(row, column, new Int32DataFrameColumn(column.Name), value => value, appends),
        var type when type == NumberDataViewType.Int64 => Read<long>(row, column, new Int64DataFrameColumn(column.Name), value => value, appends),
        var type when type == NumberDataViewType.Single => Read<float>(row, column, new SingleDataFrameColumn(column.Name), value => value, appends),
        var type when type == NumberDataViewType.Double => Read<double>(row, column, new DoubleDataFrameColumn(column.Name), value => value, appends),
        var type => throw new NotSupportedException($"Columns of {type.RawType.Name} are not supported"),
    };

    private static DataFrameColumn Read<T>(DataViewRow row, DataViewSchema.Column column, DataFrameColumn target, Func<T, object> convert, List<Action> appends)
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        appends.Add(() =>
        {
            getter(ref value);
            target.AppendValue(convert(value));
        });
        return target;
    }
}
