namespace Microsoft.Data.Analysis;

/// <summary>A column of points in time.</summary>
public class DateTimeDataFrameColumn : PrimitiveDataFrameColumn<DateTime>
{
    public DateTimeDataFrameColumn(string name, IEnumerable<DateTime?> values)
        : base(name, values)
    {
    }

    public DateTimeDataFrameColumn(string name, IEnumerable<DateTime> values)
        : base(name, values)
    {
    }

    public DateTimeDataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }
}
