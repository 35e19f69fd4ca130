using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Writes and reads the values of columns.</summary>
internal static class ValueSerializer
{
    public static void Write<T>(BinaryWriter writer, T value)
    {
        switch (value)
        {
            case ReadOnlyMemory<char> text:
                writer.Write(text.ToString());
                break;
            case DateTime time:
                writer.Write(time.Ticks);
                break;
            case TimeSpan span:
                writer.Write(span.Ticks);
                break;
            case IConvertible number:
                WriteNumber(writer, number);
                break;
            case var vector when typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>):
                GenericCall.Invoke<object>(WriteVector<int>, typeof(T).GetGenericArguments()[0], writer, vector);
                break;
            default:
                throw new NotSupportedException($"Values of type {typeof(T)} cannot be saved.");
        }
    }

    public static T Read<T>(BinaryReader reader)
    {
        if (typeof(T).IsGenericType && typeof(T).GetGenericTypeDefinition() == typeof(VBuffer<>))
            return GenericCall.Invoke<T>(ReadVector<int>, typeof(T).GetGenericArguments()[0], reader);
        object value = typeof(T) == typeof(ReadOnlyMemory<char>) ? reader.ReadString().AsMemory()
            : typeof(T) == typeof(DateTime) ? new DateTime(reader.ReadInt64())
            : typeof(T) == typeof(TimeSpan) ? new TimeSpan(reader.ReadInt64())
            : ReadNumber(reader, Type.GetTypeCode(typeof(T)));
        return (T)value;
    }

    private static void WriteNumber(BinaryWriter writer, IConvertible number)
    {
        switch (number.GetTypeCode())
        {
            case TypeCode.Single:
                writer.Write(number.ToSingle(null));
                break;
            case TypeCode.Double:
                writer.Write(number.ToDouble(null));
                break;
            case TypeCode.UInt64:
                writer.Write(number.ToUInt64(null));
                break;
            default:
                writer.Write(number.ToInt64(null));
                break;
        }
    }

    private static object ReadNumber(BinaryReader reader, TypeCode type) => type switch
    {
        TypeCode.Single => reader.ReadSingle(),
        TypeCode.Double => reader.ReadDouble(),
        TypeCode.UInt64 => reader.ReadUInt64(),
        _ => Convert.ChangeType(reader.ReadInt64(), type),
    };

    private static object WriteVector<T>(BinaryWriter writer, VBuffer<T> vector)
    {
        writer.Write(vector.Length);
        foreach (var item in vector.DenseValues())
            Write(writer, item);
        return null;
    }

    private static VBuffer<T> ReadVector<T>(BinaryReader reader)
    {
        var items = new T[reader.ReadInt32()];
        for (var i = 0; i < items.Length; i++)
            items[i] = Read<T>(reader);
        return new VBuffer<T>(items.Length, items);
    }
}
