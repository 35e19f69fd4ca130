using Microsoft.ML;
using Microsoft.ML.Data;

namespace SafetyML.Data;

/// <summary>Finds columns and reads their text, with errors that name the column and those there are.</summary>
internal static class ColumnReader
{
    /// <summary>The text column <paramref name="name"/> of <paramref name="schema"/>.</summary>
    public static DataViewSchema.Column TextColumn(DataViewSchema schema, string name) => Column(schema, name, TextDataViewType.Instance);

    /// <summary>The text column <paramref name="name"/>; null where the schema has none of that name.</summary>
    public static DataViewSchema.Column? OptionalTextColumn(DataViewSchema schema, string name) =>
        schema.GetColumnOrNull(name) is null ? null : TextColumn(schema, name);

    /// <summary>The column <paramref name="name"/> of <paramref name="schema"/>, which must be of <paramref name="type"/>.</summary>
    public static DataViewSchema.Column Column(DataViewSchema schema, string name, DataViewType type)
    {
        if (schema.GetColumnOrNull(name) is not { } column)
            throw NotFound(name, schema.Where(each => !each.IsHidden).Select(each => each.Name));
        return column.Type.Equals(type) ? column : throw WrongType(name, column.Type, type);
    }

    /// <summary>The column of a schema's shape; the same errors.</summary>
    public static void RequireText(SchemaShape shape, string name)
    {
        var column = shape.FirstOrDefault(each => each.Name == name);
        if (column.Name is null)
            throw NotFound(name, shape.Select(each => each.Name));
        if (column.Kind != SchemaShape.Column.VectorKind.Scalar || column.ItemType is not TextDataViewType)
            throw WrongType(name, column.ItemType, TextDataViewType.Instance);
    }

    /// <summary>The rows of several text columns, read once in order; a null column gives empty text.</summary>
    public static IEnumerable<string[]> ReadText(IDataView view, params DataViewSchema.Column?[] columns)
    {
        using var cursor = view.GetRowCursor(columns.OfType<DataViewSchema.Column>());
        var read = TextReader(cursor, columns);
        while (cursor.MoveNext())
            yield return read();
    }

    /// <summary>Reads the texts of the current row; a null column gives empty text.</summary>
    public static Func<string[]> TextReader(DataViewRow row, IReadOnlyList<DataViewSchema.Column?> columns)
    {
        var getters = columns.Select(column => column is { } present ? row.GetGetter<ReadOnlyMemory<char>>(row.Schema[present.Index]) : null).ToArray();
        return () => [.. getters.Select(Read)];
    }

    private static string Read(ValueGetter<ReadOnlyMemory<char>>? getter)
    {
        ReadOnlyMemory<char> text = default;
        getter?.Invoke(ref text);
        return text.ToString();
    }

    private static ArgumentException NotFound(string name, IEnumerable<string> names) =>
        new($"Column '{name}' was not found. Columns: {string.Join(", ", names)}.");

    private static ArgumentException WrongType(string name, DataViewType type, DataViewType expected) =>
        new($"Column '{name}' is of type {type}; {expected} is expected.");
}
