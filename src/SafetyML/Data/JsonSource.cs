using System.Text.Json;

namespace SafetyML.Data;

/// <summary>Reads JSON arrays and JSON Lines into rows that know their line.</summary>
internal static class JsonSource
{
    /// <summary>The elements of a top-level array, the lines of a JSON Lines file, or the one object of a <c>.json</c> file.</summary>
    public static List<(int Line, JsonElement Element)> ReadElements(string path, RowFaults faults)
    {
        var bytes = TextFile.ReadBytes(path);
        return FirstToken(bytes) == '[' ? ReadArray(path, bytes)
            : IsOneObject(path, bytes) ? ReadObject(path, bytes)
            : ReadLines(bytes, faults);
    }

    /// <summary>The members of a top-level object whose values are arrays, with the line of every entry; null when the file is something else.</summary>
    public static Dictionary<string, List<(int Line, JsonElement Element)>>? ReadArraysOfObject(string path)
    {
        var bytes = TextFile.ReadBytes(path);
        if (!IsOneObject(path, bytes))
            return null;
        var lines = new LineCounter(bytes);
        var arrays = new Dictionary<string, List<(int, JsonElement)>>(StringComparer.Ordinal);
        Parse(path, bytes, (ref Utf8JsonReader reader) =>
        {
            reader.Read();
            while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
            {
                var name = reader.GetString()!;
                reader.Read();
                if (reader.TokenType == JsonTokenType.StartArray)
                    arrays[name] = ReadEntries(ref reader, lines);
                else
                    reader.Skip();
            }
        });
        return arrays;
    }

    /// <summary>The fields of an object: text as string, null as null, anything else as its <see cref="JsonElement"/>.</summary>
    public static SourceRow ToRow(int line, JsonElement element)
    {
        if (element.ValueKind != JsonValueKind.Object)
            throw new RowFaultException($"the row is {Describe(element)}; an object is expected.");
        var fields = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var property in element.EnumerateObject())
            fields[property.Name] = Value(property.Value, property.Name);
        return new SourceRow(line, fields);
    }

    public static string Describe(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "an array",
        JsonValueKind.String => "text",
        JsonValueKind.Null => "null",
        _ => element.GetRawText(),
    };

    /// <summary>Text as string, null as null, anything else as a <see cref="JsonField"/>.</summary>
    public static object? Value(JsonElement element, string name) => element.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.String => Text(element, name),
        _ => new JsonField(element),
    };

    public static string Text(JsonElement element, string name)
    {
        try
        {
            return element.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw new RowFaultException($"\"{name}\" is not valid text: it holds half of a surrogate pair.");
        }
    }

    private static List<(int, JsonElement)> ReadArray(string path, byte[] bytes)
    {
        var lines = new LineCounter(bytes);
        List<(int, JsonElement)> rows = [];
        Parse(path, bytes, (ref Utf8JsonReader reader) =>
        {
            reader.Read();
            rows = ReadEntries(ref reader, lines);
            reader.Read();
        });
        return rows;
    }

    private static List<(int, JsonElement)> ReadObject(string path, byte[] bytes)
    {
        List<(int, JsonElement)> rows = [];
        Parse(path, bytes, (ref Utf8JsonReader reader) => rows.Add((1, JsonElement.ParseValue(ref reader))));
        return rows;
    }

    private static List<(int, JsonElement)> ReadEntries(ref Utf8JsonReader reader, LineCounter lines)
    {
        List<(int, JsonElement)> entries = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            var line = lines.LineAt(reader.TokenStartIndex);
            entries.Add((line, JsonElement.ParseValue(ref reader)));
        }
        return entries;
    }

    private static List<(int, JsonElement)> ReadLines(byte[] bytes, RowFaults faults)
    {
        List<(int, JsonElement)> rows = [];
        var (start, line) = (0, 1);
        while (start < bytes.Length)
        {
            var length = bytes.AsSpan(start).IndexOf((byte)'\n');
            var end = length < 0 ? bytes.Length : start + length;
            var row = bytes.AsMemory(start, end - start);
            if (!IsBlank(row.Span))
                ReadLine(row, line, rows, faults);
            (start, line) = (end + 1, line + 1);
        }
        return rows;
    }

    private static void ReadLine(ReadOnlyMemory<byte> text, int line, List<(int, JsonElement)> rows, RowFaults faults)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            rows.Add((line, document.RootElement.Clone()));
        }
        catch (JsonException exception)
        {
            faults.Add(line, NotJson(exception));
        }
    }

    /// <summary>Whether a file is one object; a line of a <c>.jsonl</c> file is a row, also if it is the only one.</summary>
    private static bool IsOneObject(string path, ReadOnlySpan<byte> bytes) =>
        FirstToken(bytes) == '{' && Path.GetExtension(path).Equals(".json", StringComparison.OrdinalIgnoreCase) && !IsLines(bytes);

    /// <summary>Whether the first line is a whole JSON object by itself and another follows it.</summary>
    private static bool IsLines(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.TrimStart(" \t\r\n"u8);
        var end = text.IndexOf((byte)'\n');
        if (end < 0 || IsBlank(text[end..]))
            return false;
        var reader = new Utf8JsonReader(text[..end], isFinalBlock: true, default);
        try
        {
            return reader.Read() && reader.TrySkip();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private delegate void ParseAction(ref Utf8JsonReader reader);

    private static void Parse(string path, byte[] bytes, ParseAction parse)
    {
        var reader = new Utf8JsonReader(bytes);
        try
        {
            parse(ref reader);
            reader.Read();
        }
        catch (JsonException exception)
        {
            throw new DataFileException(path, (int)(exception.LineNumber ?? 0) + 1, NotJson(exception), exception);
        }
    }

    private static string NotJson(JsonException exception)
    {
        var position = exception.Message.IndexOf(" LineNumber:", StringComparison.Ordinal);
        return $"not valid JSON: {(position < 0 ? exception.Message : exception.Message[..position])}";
    }

    private static bool IsBlank(ReadOnlySpan<byte> text) => text.Trim(" \t\r\n"u8).IsEmpty;

    private static char FirstToken(ReadOnlySpan<byte> bytes)
    {
        var text = bytes.TrimStart(" \t\r\n"u8);
        return text.IsEmpty ? '\0' : (char)text[0];
    }
}
