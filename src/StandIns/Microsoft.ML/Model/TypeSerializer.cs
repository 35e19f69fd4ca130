using Microsoft.ML.Data;

namespace Microsoft.ML;

/// <summary>Writes and reads column types.</summary>
internal static class TypeSerializer
{
    private const string Vector = "Vector";
    private const string Key = "Key";

    public static void Write(BinaryWriter writer, DataViewType type)
    {
        switch (type)
        {
            case VectorDataViewType vector:
                writer.Write(Vector);
                ValueSerializer.Write(writer, new VBuffer<int>(vector.Dimensions.Length, [.. vector.Dimensions]));
                Write(writer, vector.ItemType);
                break;
            case KeyDataViewType key:
                writer.Write(Key);
                writer.Write(key.Count);
                Write(writer, DataViewTypes.FromRaw(key.RawType));
                break;
            default:
                writer.Write(type.RawType.ToString());
                break;
        }
    }

    public static DataViewType Read(BinaryReader reader)
    {
        var name = reader.ReadString();
        if (name == Vector)
        {
            var dimensions = ValueSerializer.Read<VBuffer<int>>(reader);
            return new VectorDataViewType((PrimitiveDataViewType)Read(reader), dimensions.DenseValues().ToArray());
        }

        if (name == Key)
        {
            var count = reader.ReadUInt64();
            return new KeyDataViewType(Read(reader).RawType, count);
        }

        return DataViewTypes.Primitives.FirstOrDefault(type => type.RawType.ToString() == name) ?? throw new FormatException($"Unknown column type '{name}'");
    }
}
