namespace SafetyML.Torch.Jinja;

/// <summary>What a filter, test, method or function was given.</summary>
internal sealed record JinjaArguments(string Name, IReadOnlyList<object?> Values, IReadOnlyDictionary<string, object?> Named, JinjaBudget Budget)
{
    public int Count => Values.Count;

    public object? this[int index] => index < Values.Count ? Values[index] : throw new JinjaException($"{Name} needs another argument");

    public bool Has(int index, string name) => index < Values.Count || Named.ContainsKey(name);

    public object? Get(int index, string name, object? otherwise = null) =>
        index < Values.Count ? Values[index] : Named.TryGetValue(name, out var value) ? value : otherwise;

    public string Text(int index) => JinjaValues.Text(this[index]).Value;
}
