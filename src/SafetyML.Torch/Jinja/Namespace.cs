namespace SafetyML.Torch.Jinja;

/// <summary>The one value whose members a template may set (<c>namespace()</c>), which is how a loop hands something out.</summary>
internal sealed class Namespace
{
    public Dictionary<string, object?> Members { get; } = new(StringComparer.Ordinal);
}
