using Microsoft.ML.Data;
using Microsoft.ML.Runtime;

namespace Microsoft.ML.Transforms;

/// <summary>Makes tables of pairs as users write them, and reads saved ones.</summary>
internal static class ValueMaps
{
    private const string ValueName = "Value";

    public static IValueMap Create<TKey, TValue>(IEnumerable<KeyValuePair<TKey, TValue>> pairs, bool valuesAsKeys)
    {
        var list = pairs.ToList();
        var (keyType, _) = DataViewTypes.OfMember(typeof(TKey));
        if (valuesAsKeys)
        {
            var values = list.Select(pair => pair.Value).Distinct().ToList();
            var keys = list.Select(pair => (object)(uint)(values.IndexOf(pair.Value) + 1));
            return Create(keyType, KeyColumn([.. values.Select(value => value.ToString())]), list.Select(pair => (object)pair.Key).Zip(keys));
        }

        var (itemType, isVector) = DataViewTypes.OfMember(typeof(TValue));
        var item = DataViewTypes.FromRaw(itemType) ?? throw new InvalidOperationException($"Unsupported type {itemType} used in mapping.");
        Check.State(!isVector, $"Unsupported type {typeof(TValue)} used in mapping.");
        return Create(keyType, new DataViewSchema.DetachedColumn(ValueName, item), list.Select(pair => ((object)pair.Key, (object)pair.Value)));
    }

    public static IValueMap Read(BinaryReader reader)
    {
        var keyType = TypeSerializer.Read(reader);
        var value = SchemaSerializer.ReadColumn(reader);
        return GenericCall.Invoke<IValueMap>(ReadPairs<int, int>, [keyType.RawType, value.Type.RawType], reader, value);
    }

    private static DataViewSchema.DetachedColumn KeyColumn(string[] values)
    {
        var annotations = new DataViewSchema.Annotations.Builder();
        annotations.Add(AnnotationKinds.KeyValues, new VectorDataViewType(TextDataViewType.Instance, values.Length), AnnotationValues.Texts(values));
        return new DataViewSchema.DetachedColumn(ValueName, new KeyDataViewType(typeof(uint), values.Length), annotations.ToAnnotations());
    }

    private static IValueMap Create(Type keyType, DataViewSchema.DetachedColumn value, IEnumerable<(object Key, object Value)> pairs)
    {
        var texts = pairs.Select(pair => (Stored(pair.Key), Stored(pair.Value))).ToList();
        return GenericCall.Invoke<IValueMap>(CastPairs<int, int>, [keyType, value.Type.RawType], value, texts);
    }

    private static object Stored(object value) => value is string text ? text.AsMemory() : value;

    private static ValueMap<TKey, TValue> CastPairs<TKey, TValue>(DataViewSchema.DetachedColumn value, List<(object Key, object Value)> pairs)
        => new(value, pairs.Select(pair => ((TKey)pair.Key, (TValue)pair.Value)));

    private static ValueMap<TKey, TValue> ReadPairs<TKey, TValue>(BinaryReader reader, DataViewSchema.DetachedColumn value)
    {
        var pairs = new (TKey, TValue)[reader.ReadInt32()];
        for (var i = 0; i < pairs.Length; i++)
            pairs[i] = (ValueSerializer.Read<TKey>(reader), ValueSerializer.Read<TValue>(reader));
        return new ValueMap<TKey, TValue>(value, pairs);
    }
}
