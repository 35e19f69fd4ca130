namespace Microsoft.ML.Data;

/// <summary>Relations between column types and .NET types.</summary>
internal static class DataViewTypes
{
    // In the order of DataKind, which counts from 1.
    public static readonly PrimitiveDataViewType[] Primitives =
    [
        NumberDataViewType.SByte, NumberDataViewType.Byte, NumberDataViewType.Int16, NumberDataViewType.UInt16, NumberDataViewType.Int32,
        NumberDataViewType.UInt32, NumberDataViewType.Int64, NumberDataViewType.UInt64, NumberDataViewType.Single, NumberDataViewType.Double,
        TextDataViewType.Instance, BooleanDataViewType.Instance, TimeSpanDataViewType.Instance, DateTimeDataViewType.Instance,
        DateTimeOffsetDataViewType.Instance, RowIdDataViewType.Instance,
    ];

    /// <summary>The column type of a .NET type, or null where there is none.</summary>
    public static PrimitiveDataViewType FromRaw(Type rawType) => Primitives.FirstOrDefault(type => type.RawType == rawType);

    public static PrimitiveDataViewType FromKind(DataKind kind) => Primitives[(int)kind - 1];

    /// <summary>The type of a vector's items, or the type itself.</summary>
    public static DataViewType ItemOf(this DataViewType type) => type is VectorDataViewType vector ? vector.ItemType : type;

    /// <summary>Splits the type of a class member into item type and vector or not; text is held as memory of characters.</summary>
    public static (Type Item, bool IsVector) OfMember(Type memberType)
    {
        var isVector = memberType.IsArray || (memberType.IsGenericType && memberType.GetGenericTypeDefinition() == typeof(VBuffer<>));
        var item = !isVector ? memberType : memberType.IsArray ? memberType.GetElementType() : memberType.GetGenericArguments()[0];
        return (item == typeof(string) ? typeof(ReadOnlyMemory<char>) : item, isVector);
    }
}
