using System.Globalization;
using System.Text;
using CsvHelper;
using CsvHelper.Configuration;
using SafetyML.Data;

namespace ScoreAnswers;

/// <summary>
/// Reads CSV and TSV files with a header: quotes by RFC 4180, a quote inside an unquoted field is a letter; with or without a byte order mark. Lines before the
/// header that are empty or begin with # are left out.
/// </summary>
internal static class DelimitedFile
{
    /// <summary>Opens a file; <paramref name="named"/> are the columns that it must have, which tell a header that begins with # from a comment.</summary>
    public static AnswerFile Open(string path, string delimiter, IReadOnlyList<string> named)
    {
        var (skipped, header) = FindHeader(path, delimiter, named)
            ?? throw new FormatException($"{Path.GetFileName(path)}: there is no header.");
        if (header.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            throw new FormatException($"{Path.GetFileName(path)}: the header names '{repeated.Key}' twice. Give every column its own name.");
        return new AnswerFile(header, () => Rows(path, delimiter, skipped, header.Length)) { Delimiter = delimiter };
    }

    /// <summary>
    /// The first line that is no comment or, where that lacks a named column, the last of the comments above it that has all of them; with the number of lines
    /// above it.
    /// </summary>
    private static (int Skipped, string[] Names)? FindHeader(string path, string delimiter, IReadOnlyList<string> named)
    {
        var comments = Comments(path, out var skipped);
        var isBroken = false;
        using var start = Start(path, delimiter, skipped, bad => isBroken |= IsBroken(bad));
        var header = start.Read() ? Names(start) : null;
        if (isBroken)
            throw Broken(path, skipped + 1, start.RawRecord);
        if (header is not null && named.All(header.Contains))
            return (skipped, header);
        foreach (var (line, text) in comments.AsEnumerable().Reverse())
        {
            using var comment = new CsvParser(new StringReader(text), Settings(delimiter, bad: null));
            if (comment.Read() && Names(comment) is var names && named.All(names.Contains))
                return (line, names);
        }
        return header is null ? null : (skipped, header);
    }

    private static string[] Names(CsvParser header) => [.. header.Record!.Select(name => name.Trim())];

    /// <summary>The lines at the top that begin with #, counted from 0.</summary>
    private static List<(int Line, string Text)> Comments(string path, out int skipped)
    {
        using var reader = Reader(path);
        List<(int, string)> comments = [];
        for (skipped = 0; reader.Peek() is '#' or '\r' or '\n'; skipped++)
            if (reader.ReadLine() is ['#', ..] text)
                comments.Add((skipped, text));
        return comments;
    }

    private static IEnumerable<string[]> Rows(string path, string delimiter, int skipped, int columns)
    {
        var isBroken = false;
        using var parser = Start(path, delimiter, skipped, bad => isBroken |= IsBroken(bad));
        parser.Read();
        for (var begin = skipped + parser.RawRow + 1; parser.Read(); begin = skipped + parser.RawRow + 1)
        {
            var fields = parser.Record!;
            if (isBroken)
                throw Broken(path, begin);
            if (fields.Length != columns)
                throw new FormatException(
                    $"{Path.GetFileName(path)}: the row that ends on line {skipped + parser.RawRow} has {fields.Length} fields; the header has {columns}. "
                    + "Quote fields that hold the delimiter.");
            yield return Array.ConvertAll(fields, LoneReturns.Restore);
        }
    }

    // A quote inside an unquoted field stands for itself. One that opens a field and is not its end would swallow rows or lose letters.
    private static bool IsBroken(BadDataFoundArgs bad) => bad.Field.StartsWith('"');

    private static FormatException Broken(string path, int line, string header = "") => new(
        $"{Path.GetFileName(path)}:{line}: a quoted field of this row is never closed, or goes on after its closing quote. Close it, and double the quotes "
        + "inside it." + (header.Contains("\";\"", StringComparison.Ordinal) ? AnswerFile.SeparatorHint(';') : ""));

    private static CsvParser Start(string path, string delimiter, int skipped, BadDataFound bad)
    {
        var reader = Reader(path);
        for (var line = 0; line < skipped; line++)
            reader.ReadLine();
        return new CsvParser(new LoneReturns(reader), Settings(delimiter, bad));
    }

    private static CsvConfiguration Settings(string delimiter, BadDataFound? bad) =>
        new(CultureInfo.InvariantCulture) { Delimiter = delimiter, BadDataFound = bad };

    private static StreamReader Reader(string path) => new(path, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true));
}
