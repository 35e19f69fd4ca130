namespace SafetyML.Data;

/// <summary>Prompts with whatever other fields their file has; a field that a row lacks is empty.</summary>
internal sealed class PromptTable
{
    private readonly List<string> _instructions = [];
    private readonly List<string> _inputs = [];
    private readonly Dictionary<string, List<string>> _fields = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _names = new(StringComparer.OrdinalIgnoreCase);

    public int Count => _instructions.Count;

    public void Add(string instruction, string input, IEnumerable<(string Name, string Value)> fields)
    {
        foreach (var (name, value) in fields)
            Column(name).Add(value);
        _instructions.Add(instruction);
        _inputs.Add(input);
        foreach (var column in _fields.Values.Where(column => column.Count < Count))
            column.Add("");
    }

    public TextTable ToView(string path)
    {
        string[] names = [ColumnNames.Instruction, ColumnNames.Input, .. _names.Values];
        if (names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            throw new DataFileException(path, null, $"two fields give the column '{repeated.Key}'. Rename one.");
        return new TextTable([
            (ColumnNames.Instruction, _instructions),
            (ColumnNames.Input, _inputs),
            .. _fields.Select(field => (field.Key, (IReadOnlyList<string>)field.Value)),
        ]);
    }

    private List<string> Column(string name)
    {
        if (!_names.TryGetValue(name, out var columnName))
            _names[name] = columnName = PascalCase(name);
        if (!_fields.TryGetValue(columnName, out var column))
            _fields[columnName] = column = [.. Enumerable.Repeat("", Count)];
        return column;
    }

    /// <summary><c>final_label</c> becomes <c>FinalLabel</c>, as ML.NET names columns.</summary>
    private static string PascalCase(string name)
    {
        var words = name.Split(['_', '-', ' '], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0 ? "Column" : string.Concat(words.Select(word => char.ToUpperInvariant(word[0]) + word[1..]));
    }
}
