using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Finds and reads the columns of an evaluation.</summary>
internal static class RoleColumns
{
    public static DataViewSchema.Column Find(IDataView data, string role, string name)
    {
        Check.NonEmpty(name, $"{char.ToLowerInvariant(role[0])}{role[1..]}ColumnName");
        return Check.Value(data, nameof(data)).Schema.GetColumnOrNull(name)
            ?? throw new ArgumentOutOfRangeException("schema", $"{name} column '{role}' not found");
    }

    /// <summary>Finds a column of one of the allowed types.</summary>
    public static DataViewSchema.Column Find(IDataView data, string role, string name, string expected, Func<DataViewType, bool> isAllowed)
    {
        var column = Find(data, role, name);
        return isAllowed(column.Type)
            ? column
            : throw Check.WrongColumn("schema", $"{char.ToLowerInvariant(role[0])}{role[1..]}", name, expected, column.Type.ToString());
    }

    /// <summary>Labels as numbers: truth values as 1 and 0, keys from 0, missing ones as NaN.</summary>
    public static Func<float> Labels(DataViewRow row, DataViewSchema.Column column) => column.Type switch
    {
        KeyDataViewType key => GenericCall.Invoke<Func<float>>(Keys<uint>, key.RawType, row, column),
        BooleanDataViewType => Read<bool>(row, column, value => value ? 1 : 0),
        var type when type == NumberDataViewType.Double => Read<double>(row, column, value => (float)value),
        _ => Read<float>(row, column, value => value),
    };

    public static Func<T> Values<T>(DataViewRow row, DataViewSchema.Column column)
    {
        var getter = row.GetGetter<T>(column);
        T value = default;
        return () =>
        {
            getter(ref value);
            return value;
        };
    }

    private static Func<float> Read<T>(DataViewRow row, DataViewSchema.Column column, Func<T, float> convert)
    {
        var read = Values<T>(row, column);
        return () => convert(read());
    }

    private static Func<float> Keys<T>(DataViewRow row, DataViewSchema.Column column)
        where T : System.Numerics.IBinaryInteger<T>
        => Read<T>(row, column, key => T.IsZero(key) ? float.NaN : float.CreateChecked(key) - 1);
}
