namespace Microsoft.ML.Data;

/// <summary>Which columns of a schema a cursor was asked for.</summary>
internal static class ActiveColumns
{
    public static bool[] Of(DataViewSchema schema, IEnumerable<DataViewSchema.Column> columns)
    {
        var active = new bool[schema.Count];
        foreach (var column in columns)
            active[column.Index] = true;
        return active;
    }

    public static DataViewRowCursor GetRowCursor(this IDataView data, params DataViewSchema.Column[] columns) => data.GetRowCursor(columns);

    public static Exception NotActive(string paramName) => new ArgumentOutOfRangeException(paramName, "requested column not active");

    /// <summary>The getter with its value type, or what ML.NET says of a wrong one.</summary>
    public static ValueGetter<TValue> Typed<TValue>(Delegate getter)
        => getter as ValueGetter<TValue> ?? throw new InvalidOperationException(
            $"Invalid TValue in GetGetter: '{typeof(TValue)}', expected type: '{getter.GetType().GetGenericArguments()[0]}'.");
}
