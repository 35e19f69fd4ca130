using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using SafetyML.Data;

namespace ScoreAnswers;

/// <summary>Reads CSV and TSV files with a header: quotes by RFC 4180, with or without a byte order mark, lines before the header that are empty or begin with # left out.</summary>
internal static class DelimitedFile
{
    public static AnswerFile Open(string path, string delimiter)
    {
        using var start = Start(path, delimiter, out _);
        if (!start.Read())
            throw new FormatException($"{Path.GetFileName(path)}: there is no header.");
        var header = start.Record!.Select(name => name.Trim()).ToArray();
        if (header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            throw new FormatException($"{Path.GetFileName(path)}: the header names '{repeated.Key}' twice. Give every column its own name.");
        return new AnswerFile(header, () => Rows(path, delimiter, header.Length));
    }

    private static IEnumerable<string[]> Rows(string path, string delimiter, int columns)
    {
        using var parser = Start(path, delimiter, out var skipped);
        parser.Read();
        while (parser.Read())
        {
            var (fields, line) = (parser.Record!, skipped + parser.RawRow);
            if (fields.Length != columns)
                throw new FormatException($"{Path.GetFileName(path)}: the row that ends on line {line} has {fields.Length} fields; the header has {columns}.");
            yield return Array.ConvertAll(fields, LoneReturns.Restore);
        }
    }

    private static CsvParser Start(string path, string delimiter, out int skipped)
    {
        var reader = new StreamReader(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
        for (skipped = 0; reader.Peek() is '#' or '\r' or '\n'; skipped++)
            reader.ReadLine();
        var name = Path.GetFileName(path);
        return new CsvParser(new LoneReturns(reader), new CsvConfiguration(CultureInfo.InvariantCulture)
        {
            Delimiter = delimiter,
            BadDataFound = bad => throw new FormatException(
                $"{name}: near line {bad.Context.Parser!.RawRow} a quote stands inside an unquoted field or is never closed. Quote the field and double the quotes inside it."),
        });
    }
}
