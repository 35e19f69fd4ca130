using System.Text.RegularExpressions;
using SafetyML.Data;

namespace SafetyML.Annotation;

/// <summary>The header of a file of verdicts: what delimits its columns, and its line.</summary>
internal sealed partial record VerdictHeader(string Delimiter, int Line)
{
    private const int LongestShown = 100;

    /// <summary>Spreadsheets save with a comma, a semicolon or a tab, after the language of the machine; some name it in a line above, <c>sep=;</c>.</summary>
    /// <exception cref="DataFileException">A column is missing.</exception>
    public static VerdictHeader Of(string path)
    {
        var lines = TextFile.ReadText(path).Split('\n', 3);
        var separator = SeparatorLine().Match(lines[0].TrimEnd('\r'));
        var line = separator.Success ? 2 : 1;
        var header = line <= lines.Length ? lines[line - 1].Trim() : "";
        string[] needed = [VerdictColumns.Row, VerdictColumns.Preference];
        foreach (var delimiter in new[] { ",", ";", "\t", separator.Groups["mark"].Value }.Where(mark => mark.Length > 0))
        {
            var names = header.Split(delimiter).Select(name => name.Trim(' ', '"')).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.IsSupersetOf(needed))
                return new VerdictHeader(delimiter, line);
        }
        throw new DataFileException(
            path,
            line,
            $"the header '{(header.Length <= LongestShown ? header : header[..LongestShown] + "…")}' lacks a column; "
            + $"{string.Join(" and ", needed)} are needed, {string.Join(", ", VerdictColumns.All.Except(needed))} are read.");
    }

    // A spreadsheet that took the line for a row fills it up with delimiters.
    [GeneratedRegex("""^"?sep=(?<mark>[^\p{L}\p{N}"])?[^\p{L}\p{N}]*$""", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SeparatorLine();
}
