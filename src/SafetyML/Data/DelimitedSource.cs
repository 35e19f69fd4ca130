using System.Globalization;
using CsvHelper;
using CsvHelper.Configuration;

namespace SafetyML.Data;

/// <summary>Reads CSV and TSV files with a header into rows that know their line. Quotes by RFC 4180; quoted fields may hold line breaks.</summary>
internal static class DelimitedSource
{
    /// <summary>Reads the rows under the header, which stands on <paramref name="headerLine"/>; what stands above it is passed over.</summary>
    public static List<SourceRow> Read(string path, string delimiter, RowFaults faults, int headerLine = 1)
    {
        var text = FromLine(TextFile.ReadText(path), headerLine);
        string? badField = null;
        var configuration = new CsvConfiguration(CultureInfo.InvariantCulture) { Delimiter = delimiter, BadDataFound = bad => badField ??= bad.Field };
        using var parser = new CsvParser(new LoneReturns(new StringReader(text)), configuration);
        if (!parser.Read())
            return [];
        var header = Header(path, headerLine, parser.Record!);
        List<SourceRow> rows = [];
        var (position, line) = (0, headerLine);
        for (var end = (int)parser.CharCount; parser.Read(); end = (int)parser.CharCount)
        {
            (position, line) = Advance(text, position, end, line);
            if (Fault(parser.Record!, header, badField) is { } fault)
                faults.Add(line, fault);
            else
                rows.Add(ToRow(line, header, parser.Record!));
            badField = null;
        }
        return rows;
    }

    private static string[] Header(string path, int line, string[] record)
    {
        var names = record.Select(name => name.Trim()).ToArray();
        if (names.GroupBy(name => name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            throw new DataFileException(path, line, $"the header names '{repeated.Key}' twice. Give every column its own name.");
        return names;
    }

    private static string? Fault(string[] record, string[] header, string? badField) =>
        badField is not null ? $"a quote stands inside the unquoted field '{Shorten(badField)}'. Quote the field and double the quotes inside it."
        : record.Length != header.Length ? $"the row has {Fields(record.Length)}; the header has {header.Length}."
        : null;

    private static string Fields(int count) => count == 1 ? "1 field" : $"{count} fields";

    private static string Shorten(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static SourceRow ToRow(int line, string[] header, string[] record)
    {
        var fields = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < header.Length; i++)
            fields[header[i]] = LoneReturns.Restore(record[i]);
        return new SourceRow(line, fields);
    }

    private static string FromLine(string text, int line)
    {
        var start = 0;
        for (var passed = 1; passed < line; passed++)
            start = text.IndexOf('\n', start) + 1;
        return text[start..];
    }

    private static (int Position, int Line) Advance(string text, int position, int end, int line)
    {
        while (end < text.Length && text[end] is '\r' or '\n')
            end++;
        return (end, line + text.AsSpan(position, end - position).Count('\n'));
    }
}
