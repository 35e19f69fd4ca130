using Microsoft.ML;

namespace SafetyML.Mapping;

/// <summary>Reads the texts that a mapping needs from the current row.</summary>
internal static class RowTexts
{
    public static Func<string[]> Reader(DataViewRow row, IReadOnlyList<DataViewSchema.Column?> columns)
    {
        var getters = columns.Select(column => column is { } present ? row.GetGetter<ReadOnlyMemory<char>>(row.Schema[present.Index]) : null).ToArray();
        return () => [.. getters.Select(Read)];
    }

    private static string Read(ValueGetter<ReadOnlyMemory<char>>? getter)
    {
        ReadOnlyMemory<char> text = default;
        getter?.Invoke(ref text);
        return text.ToString();
    }
}
