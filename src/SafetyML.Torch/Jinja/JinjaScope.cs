namespace SafetyML.Torch.Jinja;

/// <summary>The names that a place in a template sees. What is set inside a loop ends with its round.</summary>
internal sealed class JinjaScope(JinjaScope? outer = null)
{
    private readonly Dictionary<string, object?> values = new(StringComparer.Ordinal);

    public void Set(string name, object? value) => values[name] = value;

    public object? Get(string name)
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
            if (scope.values.TryGetValue(name, out var value))
                return value;
        return new Undefined(name);
    }

    private JinjaScope? Outer => outer;
}
