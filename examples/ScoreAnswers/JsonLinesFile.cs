using System.Text;
using System.Text.Json;

namespace ScoreAnswers;

/// <summary>
/// Reads JSON Lines: an object a line. The columns are the fields of all lines. A field that a line lacks is empty and one that is no text stays JSON, but for those
/// which must be texts: null is an empty one, anything else is an error.
/// </summary>
internal static class JsonLinesFile
{
    /// <summary>Opens a file; <paramref name="texts"/> are the fields of every line that must be texts.</summary>
    public static AnswerFile Open(string path, IReadOnlyList<string> texts)
    {
        List<string> columns = [];
        var known = new HashSet<string>();
        foreach (var (_, row) in Objects(path, texts))
            columns.AddRange(row.Keys.Where(known.Add));
        if (columns.Count == 0)
            throw new FormatException($"{Path.GetFileName(path)}: there is no row. Give a file with an answer or more.");
        return new AnswerFile(columns, () => Objects(path, texts).Select(each =>
        {
            if (texts.FirstOrDefault(text => !each.Row.ContainsKey(text)) is { } missing)
                throw new FormatException($"{Path.GetFileName(path)}:{each.Line}: \"{missing}\" is missing. Give it a text, or null where there is none.");
            return columns.Select(column => each.Row.GetValueOrDefault(column, "")).ToArray();
        }));
    }

    private static IEnumerable<(int Line, Dictionary<string, string> Row)> Objects(string path, IReadOnlyList<string> texts)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (!string.IsNullOrWhiteSpace(text))
                yield return (line, Parse($"{Path.GetFileName(path)}:{line}", text, texts));
        }
    }

    private static Dictionary<string, string> Parse(string place, string text, IReadOnlyList<string> texts)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new FormatException($"{place}: the line is {Name(document.RootElement)}; an object is expected.");
            var row = new Dictionary<string, string>();
            foreach (var field in document.RootElement.EnumerateObject())
                row[field.Name] = field.Value.ValueKind is JsonValueKind.String or JsonValueKind.Null || !texts.Contains(field.Name)
                    ? Text(field.Value)
                    : throw new FormatException($"{place}: \"{field.Name}\" is {Name(field.Value)}; a text is expected.");
            return row;
        }
        // InvalidOperationException: half a surrogate pair, which is no text.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{place}: {fault.Message}", fault);
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };

    private static string Name(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "a text",
        _ => value.GetRawText(),
    };
}
