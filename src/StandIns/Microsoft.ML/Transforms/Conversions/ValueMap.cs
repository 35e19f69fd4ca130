using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A table between the value types of two columns; texts are compared by content.</summary>
internal sealed class ValueMap<TKey, TValue> : IValueMap
{
    private readonly Dictionary<TKey, TValue> _values;
    private readonly TValue _missing;

    public ValueMap(DataViewSchema.DetachedColumn value, IEnumerable<(TKey Key, TValue Value)> pairs, TValue missing = default)
    {
        Value = value;
        _missing = missing;
        _values = new Dictionary<TKey, TValue>(ValueComparers.Of<TKey>());
        foreach (var pair in pairs)
            Runtime.Check.State(_values.TryAdd(pair.Key, pair.Value), $"Duplicate keys in data '{pair.Key}'");
    }

    public DataViewSchema.DetachedColumn Value { get; }

    public Delegate Getter(DataViewRow row, DataViewSchema.Column input) => input.Type is VectorDataViewType ? Items(row, input) : Single(row, input);

    public void Write(BinaryWriter writer)
    {
        TypeSerializer.Write(writer, DataViewTypes.FromRaw(typeof(TKey)));
        SchemaSerializer.Write(writer, Value);
        writer.Write(_values.Count);
        foreach (var (key, value) in _values)
        {
            ValueSerializer.Write(writer, key);
            ValueSerializer.Write(writer, value);
        }
    }

    private ValueGetter<TValue> Single(DataViewRow row, DataViewSchema.Column input)
    {
        var getter = row.GetGetter<TKey>(input);
        TKey key = default;
        return (ref TValue value) =>
        {
            getter(ref key);
            value = _values.GetValueOrDefault(key, _missing);
        };
    }

    private ValueGetter<VBuffer<TValue>> Items(DataViewRow row, DataViewSchema.Column input)
    {
        var getter = row.GetGetter<VBuffer<TKey>>(input);
        VBuffer<TKey> keys = default;
        return (ref VBuffer<TValue> value) =>
        {
            getter(ref keys);
            var editor = VBufferEditor.Create(ref value, keys.Length);
            for (var i = 0; i < keys.Length; i++)
                editor.Values[i] = _values.GetValueOrDefault(keys.GetItemOrDefault(i), _missing);
            value = editor.Commit();
        };
    }
}
