using SafetyML.Data;

namespace SafetyML.Annotation;

/// <summary>Reads files of verdicts against the key of their sheet. Every row of the sheet must have one verdict of every annotator.</summary>
internal sealed class VerdictReader(AnnotationKey key, bool allowMissing)
{
    private const int ListedRows = 5;
    private readonly List<Verdict> _verdicts = [];
    private readonly Dictionary<(string Annotator, string Row), string> _places = [];
    private readonly Dictionary<string, string> _fileOf = [];
    private readonly Dictionary<string, (string Name, string Place)> _names = new(StringComparer.OrdinalIgnoreCase);

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
        var header = VerdictHeader.Of(path);
        var rows = DelimitedSource.Read(path, header.Delimiter, faults, header.Line);
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
        var place = $"{Path.GetFileName(path)}:{row.Line}";
        RequireOneSpelling(annotator, place);
        _fileOf[annotator] = path;
        if (parser.Parse(row) is not { } verdict)
            return;
        if (!_places.TryAdd((annotator, verdict.Row), place))
            throw new RowFaultException($"row '{verdict.Row}' has a verdict of '{annotator}' already, at {_places[(annotator, verdict.Row)]}. Keep one.");
        _verdicts.Add(verdict);
    }

    private List<string> MissingOf(string annotator) => [.. key.FirstIsLeft.Keys.Where(row => !_places.ContainsKey((annotator, row)))];

    /// <summary>Whether two spellings are one person or two, only people can say.</summary>
    private void RequireOneSpelling(string annotator, string place)
    {
        var plain = string.Join(' ', annotator.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        if (!_names.TryAdd(plain, (annotator, place)) && _names[plain] is var (name, first) && name != annotator)
            throw new RowFaultException(
                $"the annotator '{annotator}' is called '{name}' at {first}. Write the name of one person in one way, or tell two people apart by more than "
                + "case and blanks.");
    }
}
