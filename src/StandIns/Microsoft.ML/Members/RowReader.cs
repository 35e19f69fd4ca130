using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Binds the members of a class to columns of a schema and fills objects from rows.</summary>
internal sealed class RowReader<TRow>
    where TRow : class
{
    private readonly List<(MemberColumn Member, DataViewSchema.Column Column)> _bound = [];

    public RowReader(DataViewSchema schema, bool ignoreMissingColumns, SchemaDefinition definition)
    {
        foreach (var member in MemberColumn.Of(typeof(TRow), definition, SchemaDefinition.Direction.Write))
        {
            if (schema.GetColumnOrNull(member.Name) is { } column)
                _bound.Add((member, CheckType(member, column)));
            else if (!ignoreMissingColumns)
                throw Check.MissingColumn("Schema", "", member.Name);
        }
    }

    public IEnumerable<DataViewSchema.Column> Columns => _bound.Select(pair => pair.Column);

    /// <summary>An action that writes the current row into an object.</summary>
    public Action<TRow> Bind(DataViewRow row)
    {
        var setters = _bound.Select(pair => MemberSetters.Create<TRow>(pair.Member, row, pair.Column)).ToArray();
        return target =>
        {
            foreach (var setter in setters)
                setter(target);
        };
    }

    private static DataViewSchema.Column CheckType(MemberColumn member, DataViewSchema.Column column)
    {
        Check.State(
            member.Accepts(column.Type),
            $"Can't bind the IDataView column '{column.Name}' of type '{column.Type}' " +
            $"to field or property '{member.MemberName}' of type '{member.MemberType.FullName}'.");
        return column;
    }
}
