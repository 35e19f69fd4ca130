namespace Microsoft.ML.Data;

/// <summary>Row mappers one after another.</summary>
internal sealed class CompositeRowToRowMapper(DataViewSchema inputSchema, IRowToRowMapper[] mappers) : IRowToRowMapper
{
    public DataViewSchema InputSchema { get; } = inputSchema;

    public DataViewSchema OutputSchema { get; } = mappers.Length > 0 ? mappers[^1].OutputSchema : inputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => mappers.Reverse().Aggregate(dependingColumns, (columns, mapper) => mapper.GetDependencies(columns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Runtime.Check.Param(input.Schema == InputSchema, nameof(input), "Schema did not match original schema");
        var active = new Stack<IEnumerable<DataViewSchema.Column>>();
        foreach (var mapper in mappers.Reverse())
        {
            active.Push(activeColumns);
            activeColumns = mapper.GetDependencies(activeColumns);
        }

        return mappers.Aggregate(input, (row, mapper) => mapper.GetRow(row, active.Pop()));
    }
}
