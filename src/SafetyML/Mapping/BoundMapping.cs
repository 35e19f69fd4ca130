using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML.Data;

namespace SafetyML.Mapping;

/// <summary>A mapping bound to an input schema: the output schema is the input's columns followed by the mapping's.</summary>
internal sealed class BoundMapping<TResult>
{
    public BoundMapping(IRowMapping<TResult> mapping, DataViewSchema inputSchema)
    {
        Mapping = mapping;
        InputSchema = inputSchema;
        Inputs = [.. mapping.Inputs.Select(input => Find(input, inputSchema))];
        var schema = new DataViewSchema.Builder();
        schema.AddColumns(inputSchema);
        foreach (var output in mapping.Outputs)
            schema.AddColumn(output.Name, output.Type, output.Annotations);
        OutputSchema = schema.ToSchema();
    }

    public IRowMapping<TResult> Mapping { get; }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    /// <summary>The columns that the mapping reads, in its order; null for an optional one that is absent.</summary>
    public IReadOnlyList<DataViewSchema.Column?> Inputs { get; }

    /// <summary>Whether a column of the output schema is one that the mapping adds.</summary>
    public bool IsAdded(DataViewSchema.Column column) => column.Index >= InputSchema.Count;

    /// <summary>The mapping's column behind a column of the output schema.</summary>
    public OutputColumn<TResult> Added(DataViewSchema.Column column) => Mapping.Outputs[column.Index - InputSchema.Count];

    /// <summary>The input columns that are needed for <paramref name="columns"/> of the output schema.</summary>
    public IReadOnlyList<DataViewSchema.Column> Dependencies(IEnumerable<DataViewSchema.Column> columns)
    {
        var needed = new SortedDictionary<int, DataViewSchema.Column>();
        foreach (var column in columns)
        {
            foreach (var source in IsAdded(column) ? Inputs.OfType<DataViewSchema.Column>() : [InputSchema[column.Index]])
                needed[source.Index] = source;
        }
        return [.. needed.Values];
    }

    private static DataViewSchema.Column? Find(InputColumn input, DataViewSchema schema) =>
        input.IsOptional ? ColumnReader.OptionalTextColumn(schema, input.Name) : ColumnReader.TextColumn(schema, input.Name);
}
