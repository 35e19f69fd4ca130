using Microsoft.ML;

namespace SafetyML.Mapping;

/// <summary>Buffers values that are copied by assignment.</summary>
internal sealed class ColumnBuffer<TValue>(ValueGetter<TValue> source) : IColumnBuffer
{
    private readonly List<TValue> _values = [];

    public void Read()
    {
        TValue value = default!;
        source(ref value);
        _values.Add(value);
    }

    public void Clear() => _values.Clear();

    public Delegate Getter(Func<int> row) => (ValueGetter<TValue>)((ref TValue value) => value = _values[row()]);
}
