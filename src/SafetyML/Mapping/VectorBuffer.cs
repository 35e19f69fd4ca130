using Microsoft.ML;
using Microsoft.ML.Data;

namespace SafetyML.Mapping;

/// <summary>Buffers vectors; each is copied out, since the reader may write into what it was given.</summary>
internal sealed class VectorBuffer<TItem>(ValueGetter<VBuffer<TItem>> source) : IColumnBuffer
{
    private readonly List<VBuffer<TItem>> _values = [];

    public void Read()
    {
        VBuffer<TItem> value = default;
        source(ref value);
        _values.Add(value);
    }

    public void Clear() => _values.Clear();

    public Delegate Getter(Func<int> row) => (ValueGetter<VBuffer<TItem>>)((ref VBuffer<TItem> value) => _values[row()].CopyTo(ref value));
}
