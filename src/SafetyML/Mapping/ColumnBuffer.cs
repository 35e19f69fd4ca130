using Microsoft.ML;
using Microsoft.ML.Data;

namespace SafetyML.Mapping;

/// <summary>Makes the buffer that fits a column's type.</summary>
internal static class ColumnBuffer
{
    public static IColumnBuffer Create(DataViewRow row, DataViewSchema.Column column)
    {
        var raw = column.Type.RawType;
        var (method, type) = raw.IsGenericType && raw.GetGenericTypeDefinition() == typeof(VBuffer<>)
            ? (nameof(Vector), raw.GetGenericArguments()[0])
            : (nameof(Scalar), raw);
        return (IColumnBuffer)typeof(ColumnBuffer).GetMethod(method, System.Reflection.BindingFlags.NonPublic | System.Reflection.BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, [row, column])!;
    }

    private static ColumnBuffer<TValue> Scalar<TValue>(DataViewRow row, DataViewSchema.Column column) => new(row.GetGetter<TValue>(column));

    private static VectorBuffer<TItem> Vector<TItem>(DataViewRow row, DataViewSchema.Column column) => new(row.GetGetter<VBuffer<TItem>>(column));
}
