namespace Microsoft.ML.Data;

/// <summary>A data view with added columns. Columns of the input pass through; added ones run only when they are asked for.</summary>
internal sealed class RowToRowView(IDataView input, IRowMapper mapper) : IDataView, IRowToRowMapper
{
    private readonly ColumnBindings _bindings = new(input.Schema, mapper.OutputColumns);

    public bool CanShuffle => input.CanShuffle;

    public DataViewSchema Schema => _bindings.Schema;

    public DataViewSchema InputSchema => input.Schema;

    public DataViewSchema OutputSchema => _bindings.Schema;

    public static DataViewSchema GetOutputSchema(DataViewSchema inputSchema, IRowMapper mapper) => new ColumnBindings(inputSchema, mapper.OutputColumns).Schema;

    public long? GetRowCount() => input.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        return Wrap(input.GetRowCursor(Dependencies(active), CanShuffle ? rand : null), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        var active = ActiveColumns.Of(Schema, columnsNeeded);
        return [.. input.GetRowCursorSet(Dependencies(active), n, CanShuffle ? rand : null).Select(cursor => Wrap(cursor, active))];
    }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => Dependencies(ActiveColumns.Of(Schema, dependingColumns));

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        Runtime.Check.State(input.Schema == InputSchema, "Schema of input row must be the same as the schema the mapper is bound to");
        return new MappedRow(input, _bindings, Getters(input, ActiveColumns.Of(Schema, activeColumns)));
    }

    private MappedCursor Wrap(DataViewRowCursor cursor, bool[] active) => new(cursor, _bindings, active, Getters(cursor, active));

    private Delegate[] Getters(DataViewRow row, bool[] active) => mapper.CreateGetters(row, i => active[_bindings.Added[i]]);

    private List<DataViewSchema.Column> Dependencies(bool[] active)
    {
        var needed = mapper.GetDependencies(i => active[_bindings.Added[i]]).ToHashSet();
        for (var i = 0; i < active.Length; i++)
        {
            if (active[i] && _bindings.Map(i) is (true, var index))
                needed.Add(index);
        }

        return [.. InputSchema.Where(column => needed.Contains(column.Index))];
    }
}
