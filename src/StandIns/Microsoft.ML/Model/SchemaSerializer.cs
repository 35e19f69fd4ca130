using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Writes and reads the columns of a schema with their annotations.</summary>
internal static class SchemaSerializer
{
    public static void Write(BinaryWriter writer, DataViewSchema schema)
    {
        writer.Write(schema.Count);
        foreach (var column in schema)
            Write(writer, new DataViewSchema.DetachedColumn(column));
    }

    public static DataViewSchema Read(BinaryReader reader)
        => DataViewSchema.Of([.. Enumerable.Range(0, reader.ReadInt32()).Select(_ => ReadColumn(reader))]);

    public static void Write(BinaryWriter writer, DataViewSchema.DetachedColumn column)
    {
        writer.Write(column.Name);
        TypeSerializer.Write(writer, column.Type);
        writer.Write(column.Annotations.Schema.Count);
        foreach (var annotation in column.Annotations.Schema)
        {
            writer.Write(annotation.Name);
            TypeSerializer.Write(writer, annotation.Type);
            GenericCall.Invoke<object>(WriteAnnotation<int>, annotation.Type.RawType, writer, column.Annotations, annotation);
        }
    }

    public static DataViewSchema.DetachedColumn ReadColumn(BinaryReader reader)
    {
        var name = reader.ReadString();
        var type = TypeSerializer.Read(reader);
        var annotations = new DataViewSchema.Annotations.Builder();
        for (var count = reader.ReadInt32(); count > 0; count--)
        {
            var kind = reader.ReadString();
            var annotationType = TypeSerializer.Read(reader);
            annotations.Add(kind, annotationType, GenericCall.Invoke<Delegate>(ReadAnnotation<int>, annotationType.RawType, reader));
        }

        return new DataViewSchema.DetachedColumn(name, type, annotations.ToAnnotations());
    }

    private static object WriteAnnotation<T>(BinaryWriter writer, DataViewSchema.Annotations annotations, DataViewSchema.Column column)
    {
        T value = default;
        annotations.GetGetter<T>(column)(ref value);
        ValueSerializer.Write(writer, value);
        return null;
    }

    private static ValueGetter<T> ReadAnnotation<T>(BinaryReader reader)
    {
        var value = ValueSerializer.Read<T>(reader);
        return (ref T destination) => destination = value;
    }
}
