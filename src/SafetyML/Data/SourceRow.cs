namespace SafetyML.Data;

/// <summary>One row of a file: where it starts and its fields. A field is a <see cref="string"/> or, from JSON, what else stood there.</summary>
internal sealed class SourceRow(int line, IReadOnlyDictionary<string, object?> fields)
{
    public int Line => line;

    public IEnumerable<string> Names => fields.Keys;

    public bool Has(string name) => fields.ContainsKey(name);

    public object? this[string name] => fields[name];

    /// <summary>The text of a field; a field that is absent, or is not text, is a fault of the row.</summary>
    public string Text(string name)
    {
        if (!fields.TryGetValue(name, out var value) || value is null)
            throw new RowFaultException($"\"{name}\" is missing.");
        return value as string ?? throw new RowFaultException($"\"{name}\" is {value}; text is expected.");
    }

    public string TextOrEmpty(string name) => fields.TryGetValue(name, out var value) && value is not null ? Text(name) : "";

    public string NonEmptyText(string name)
    {
        var text = Text(name);
        return string.IsNullOrWhiteSpace(text) ? throw new RowFaultException($"\"{name}\" is empty.") : text;
    }
}
