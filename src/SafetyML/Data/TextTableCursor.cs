using Microsoft.ML;
using Microsoft.ML.Data;

namespace SafetyML.Data;

/// <summary>Visits the rows of a <see cref="TextTable"/> in a given order.</summary>
internal sealed class TextTableCursor(TextTable table, IEnumerable<DataViewSchema.Column> active, int[] order) : DataViewRowCursor
{
    private readonly HashSet<int> _active = [.. active.Select(column => column.Index)];
    private long _position = -1;

    public override long Position => _position;

    public override long Batch => 0;

    public override DataViewSchema Schema => table.Schema;

    public override bool MoveNext() => _position < order.Length && ++_position < order.Length;

    public override bool IsColumnActive(DataViewSchema.Column column) => _active.Contains(column.Index);

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId id) => id = new DataViewRowId((ulong)Row(), 0);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        if (!IsColumnActive(column))
            throw GetterFault.NotActive(column);
        ValueGetter<ReadOnlyMemory<char>> getter = (ref ReadOnlyMemory<char> value) => value = table.Value(Row(), column.Index).AsMemory();
        return getter as ValueGetter<TValue>
            ?? throw GetterFault.WrongType<TValue>(column);
    }

    private int Row() => _position >= 0 && _position < order.Length
        ? order[_position]
        : throw GetterFault.NoRow();
}
