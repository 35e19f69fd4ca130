using System.Text;
using System.Text.Json;

namespace ScoreAnswers;

/// <summary>Reads JSON Lines: an object a line. The columns are the fields of all lines; a field that a line lacks is empty, one that is no text stays JSON.</summary>
internal static class JsonLinesFile
{
    public static AnswerFile Open(string path)
    {
        List<string> columns = [];
        var known = new HashSet<string>();
        foreach (var (_, row) in Objects(path))
            columns.AddRange(row.Keys.Where(known.Add));
        return new AnswerFile(columns, () => Objects(path).Select(each => columns.Select(column => each.Row.GetValueOrDefault(column, "")).ToArray()));
    }

    private static IEnumerable<(int Line, Dictionary<string, string> Row)> Objects(string path)
    {
        using var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (!string.IsNullOrWhiteSpace(text))
                yield return (line, Parse(path, line, text));
        }
    }

    private static Dictionary<string, string> Parse(string path, int line, string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
                throw new FormatException($"{Path.GetFileName(path)}:{line}: an object is expected; there is {document.RootElement.ValueKind}.");
            var row = new Dictionary<string, string>();
            foreach (var field in document.RootElement.EnumerateObject())
                row[field.Name] = Text(field.Value);
            return row;
        }
        // InvalidOperationException: half a surrogate pair, which is no text.
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            throw new FormatException($"{Path.GetFileName(path)}:{line}: {fault.Message}", fault);
        }
    }

    private static string Text(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetString()!,
        JsonValueKind.Null => "",
        _ => value.GetRawText(),
    };
}
