namespace SafetyML.Torch.Jinja;

/// <summary>What a template has written so far.</summary>
internal sealed class JinjaOutput
{
    private readonly List<TracedText> parts = [];

    public void Write(TracedText text) => parts.Add(text);

    public TracedText ToText() => TracedText.Concat(parts);
}
