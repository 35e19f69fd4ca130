namespace Microsoft.ML.Data;

/// <summary>A row whose columns are the members of the object that was last put in.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly Delegate[] _getters;
    private TRow _current;
    private long _position = -1;

    public ObjectRow(MemberColumn[] columns)
    {
        Schema = DataViewSchema.Of(columns.Select(column => column.Definition));
        _getters = [.. columns.Select(column => MemberGetters.Create(column, () => _current))];
    }

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema { get; }

    public void Put(TRow row)
    {
        _current = Runtime.Check.Value(row, nameof(row));
        _position++;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => true;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => ActiveColumns.Typed<TValue>(_getters[column.Index]);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);
}
