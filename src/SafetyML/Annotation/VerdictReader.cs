using SafetyML.Data;

namespace SafetyML.Annotation;

/// <summary>Reads files of verdicts against the key of their sheet. Every row of the sheet must have one verdict of every annotator.</summary>
internal sealed class VerdictReader(AnnotationKey key, bool allowMissing)
{
    private const int ListedRows = 5;
    private readonly List<Verdict> _verdicts = [];
    private readonly Dictionary<(string Annotator, string Row), string> _places = [];
    private readonly Dictionary<string, string> _fileOf = [];

    /// <summary>The verdicts of all files read, and for each annotator the rows without one.</summary>
    public (IReadOnlyList<Verdict> Verdicts, IReadOnlyDictionary<string, int> Missing) Finish()
    {
        var missing = _fileOf.Keys.ToDictionary(annotator => annotator, MissingOf);
        if (!allowMissing && missing.FirstOrDefault(rows => rows.Value.Count > 0) is { Key: { } name, Value: var rows })
            throw new DataFileException(
                _fileOf[name],
                null,
                $"{rows.Count} of {key.FirstIsLeft.Count} rows have no verdict of '{name}': {string.Join(", ", rows.Take(ListedRows))}"
                + $"{(rows.Count > ListedRows ? ", …" : "")}. Let the sheet be finished, or set allowMissing to leave them out.");
        return (_verdicts, missing.ToDictionary(rows => rows.Key, rows => rows.Value.Count));
    }

    /// <exception cref="DataFileException">A row is bad; the message names file and line.</exception>
    public void Read(string path)
    {
        var faults = new RowFaults(path);
        var parser = new VerdictParser(key, Path.GetFileNameWithoutExtension(path));
        var rows = DelimitedSource.Read(path, DelimiterOf(path), faults);
        foreach (var row in rows)
        {
            try
            {
                Add(path, row, parser);
            }
            catch (RowFaultException fault)
            {
                faults.Add(row.Line, fault.Message);
            }
        }
        faults.ThrowIfAny();
        if (rows.Count == 0)
            throw new DataFileException(path, null, "the file holds no verdicts.");
    }

    private void Add(string path, SourceRow row, VerdictParser parser)
    {
        var annotator = parser.AnnotatorOf(row);
        _fileOf[annotator] = path;
        if (parser.Parse(row) is not { } verdict)
            return;
        var place = $"{Path.GetFileName(path)}:{row.Line}";
        if (!_places.TryAdd((annotator, verdict.Row), place))
            throw new RowFaultException($"row '{verdict.Row}' has a verdict of '{annotator}' already, at {_places[(annotator, verdict.Row)]}. Keep one.");
        _verdicts.Add(verdict);
    }

    private List<string> MissingOf(string annotator) => [.. key.FirstIsLeft.Keys.Where(row => !_places.ContainsKey((annotator, row)))];

    /// <summary>Spreadsheets save with a comma, a semicolon or a tab, after the language of the machine.</summary>
    private static string DelimiterOf(string path)
    {
        var header = TextFile.ReadText(path).Split('\n')[0].Trim();
        string[] needed = [VerdictColumns.Row, VerdictColumns.Preference];
        foreach (var delimiter in (string[])[",", ";", "\t"])
        {
            var names = header.Split(delimiter).Select(name => name.Trim(' ', '"')).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.IsSupersetOf(needed))
                return delimiter;
        }
        throw new DataFileException(
            path, 1, $"the header '{(header.Length <= 100 ? header : header[..100] + "…")}' lacks a column; {string.Join(" and ", needed)} are needed, "
            + $"{string.Join(", ", VerdictColumns.All.Except(needed))} are read.");
    }
}
