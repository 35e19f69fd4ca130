using System.Text;

namespace Microsoft.Data.Analysis;

/// <summary>Reads and quotes the fields of separated text; a quoted field may hold separators, quotes and line ends.</summary>
internal static class CsvFields
{
    public static IEnumerable<string[]> Read(TextReader reader, char separator)
    {
        while (reader.Peek() >= 0)
        {
            var fields = ReadLine(reader, separator);
            if (fields.Count > 1 || fields[0].Length > 0)
                yield return [.. fields];
        }
    }

    public static string Quote(string field, char separator)
        => field.AsSpan().IndexOfAny(separator, '\n', '"') < 0 ? field : $"\"{field.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    /// <summary>The names, a repeated one with its number.</summary>
    public static string[] Renamed(string[] names)
    {
        var seen = new Dictionary<string, int>();
        return [.. names.Select(name => (seen[name] = seen.GetValueOrDefault(name, -1) + 1) is > 0 and var number ? $"{name}.{number}" : name)];
    }

    private static List<string> ReadLine(TextReader reader, char separator)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        var quoted = false;
        for (var next = reader.Read(); next >= 0 && (quoted || next != '\n'); next = reader.Read())
        {
            if (next == '"' && quoted && reader.Peek() == '"')
                field.Append((char)reader.Read());
            else if (next == '"' && (quoted || field.Length == 0))
                quoted = !quoted;
            else if (next == separator && !quoted)
                fields.Add(Take(field));
            else if (next != '\r' || quoted)
                field.Append((char)next);
        }

        fields.Add(Take(field));
        return fields;
    }

    private static string Take(StringBuilder field)
    {
        var text = field.ToString();
        field.Clear();
        return text;
    }
}
