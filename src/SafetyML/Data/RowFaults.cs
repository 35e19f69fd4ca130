namespace SafetyML.Data;

/// <summary>Collects the bad rows of one file, so that one exception tells of all of them.</summary>
internal sealed class RowFaults(string path)
{
    private const int ListedLines = 10;
    private readonly List<(int Line, string Fault)> _faults = [];

    public void Add(int line, string fault) => _faults.Add((line, fault));

    public void ThrowIfAny()
    {
        if (_faults.Count == 0)
            return;
        _faults.Sort((left, right) => left.Line.CompareTo(right.Line));
        var others = _faults.Skip(1).Select(fault => fault.Line).ToList();
        var (line, first) = _faults[0];
        throw new DataFileException(path, line, others.Count == 0 ? first : $"{first} {Others(others)}");
    }

    private static string Others(List<int> lines)
    {
        var listed = string.Join(", ", lines.Take(ListedLines)) + (lines.Count > ListedLines ? ", …" : "");
        return lines.Count == 1 ? $"1 more row is bad: line {listed}." : $"{lines.Count} more rows are bad: lines {listed}.";
    }
}
