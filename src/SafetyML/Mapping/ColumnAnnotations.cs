using Microsoft.ML;
using Microsoft.ML.Data;

namespace SafetyML.Mapping;

/// <summary>Names behind keys and slots, where ML.NET looks for them.</summary>
internal static class ColumnAnnotations
{
    public const string KeyValuesKind = "KeyValues", SlotNamesKind = "SlotNames";

    public static DataViewSchema.Annotations KeyValues(IReadOnlyList<string> names) => Of(KeyValuesKind, names);

    public static DataViewSchema.Annotations SlotNames(IReadOnlyList<string> names) => Of(SlotNamesKind, names);

    private static DataViewSchema.Annotations Of(string kind, IReadOnlyList<string> names)
    {
        var texts = new VBuffer<ReadOnlyMemory<char>>(names.Count, [.. names.Select(name => name.AsMemory())]);
        var builder = new DataViewSchema.Annotations.Builder();
        builder.Add(kind, new VectorDataViewType(TextDataViewType.Instance, names.Count), (ref VBuffer<ReadOnlyMemory<char>> target) => texts.CopyTo(ref target));
        return builder.ToAnnotations();
    }
}
