using System.Globalization;
using Microsoft.ML.Data;

namespace Microsoft.Data.Analysis;

/// <summary>The types that a column may have.</summary>
internal static class PrimitiveTypes
{
    public static PrimitiveDataViewType DataViewTypeOf(Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => BooleanDataViewType.Instance,
        TypeCode.Int32 => NumberDataViewType.Int32,
        TypeCode.Int64 => NumberDataViewType.Int64,
        TypeCode.Single => NumberDataViewType.Single,
        TypeCode.Double => NumberDataViewType.Double,
        TypeCode.DateTime => DateTimeDataViewType.Instance,
        _ => throw new NotSupportedException($"Columns of {type.Name} are not supported"),
    };

    public static DataFrameColumn CreateColumn(string name, Type type) => Type.GetTypeCode(type) switch
    {
        TypeCode.Boolean => new BooleanDataFrameColumn(name),
        TypeCode.Int32 => new Int32DataFrameColumn(name),
        TypeCode.Int64 => new Int64DataFrameColumn(name),
        TypeCode.Single => new SingleDataFrameColumn(name),
        TypeCode.Double => new DoubleDataFrameColumn(name),
        TypeCode.DateTime => new DateTimeDataFrameColumn(name),
        TypeCode.String => new StringDataFrameColumn(name),
        _ => throw new NotSupportedException($"Columns of {type.Name} are not supported"),
    };

    /// <summary>The value that a field of a text file stands for: "null" is null, and so is nothing where texts are not expected.</summary>
    public static object Parse(string field, Type type, CultureInfo culture)
    {
        if (field.Equals("null", StringComparison.OrdinalIgnoreCase) || (field.Length == 0 && type != typeof(string)))
            return null;
        return Convert.ChangeType(field, type, culture);
    }
}
