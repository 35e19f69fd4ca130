namespace Microsoft.Data.Analysis;

/// <summary>A column of 64-bit integers.</summary>
public class Int64DataFrameColumn : PrimitiveDataFrameColumn<long>
{
    public Int64DataFrameColumn(string name, IEnumerable<long?> values)
        : base(name, values)
    {
    }

    public Int64DataFrameColumn(string name, IEnumerable<long> values)
        : base(name, values)
    {
    }

    public Int64DataFrameColumn(string name, long length = 0)
        : base(name, length)
    {
    }
}
