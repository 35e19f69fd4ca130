using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>Makes data views, reads them, and picks rows of them.</summary>
public sealed partial class DataOperationsCatalog
{
    private readonly IHostEnvironment _env;

    internal DataOperationsCatalog(IHostEnvironment env) => _env = env;

    internal IHostEnvironment Environment => _env;

    /// <summary>A data view over objects; nothing is read before a cursor reads it.</summary>
    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, SchemaDefinition schemaDefinition = null)
        where TRow : class
        => new EnumerableDataView<TRow>(Check.Value(data, nameof(data)), MemberColumn.Of(typeof(TRow), schemaDefinition, SchemaDefinition.Direction.Read));

    public IDataView LoadFromEnumerable<TRow>(IEnumerable<TRow> data, DataViewSchema schema)
        where TRow : class
        => LoadFromEnumerable(data, SchemaDefinition.Create(typeof(TRow), Check.Value(schema, nameof(schema))));

    /// <summary>The rows as objects, read while they are enumerated.</summary>
    public IEnumerable<TRow> CreateEnumerable<TRow>(
        IDataView data, bool reuseRowObject, bool ignoreMissingColumns = false, SchemaDefinition schemaDefinition = null)
        where TRow : class, new()
    {
        var reader = new RowReader<TRow>(Check.Value(data, nameof(data)).Schema, ignoreMissingColumns, schemaDefinition);
        return Rows(data, reader, reuseRowObject);
    }

    private static IEnumerable<TRow> Rows<TRow>(IDataView data, RowReader<TRow> reader, bool reuseRowObject)
        where TRow : class, new()
    {
        using var cursor = data.GetRowCursor(reader.Columns);
        var fill = reader.Bind(cursor);
        TRow row = null;
        while (cursor.MoveNext())
        {
            if (!reuseRowObject || row == null)
                row = new TRow();
            fill(row);
            yield return row;
        }
    }
}
