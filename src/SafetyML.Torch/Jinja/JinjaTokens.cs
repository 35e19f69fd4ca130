namespace SafetyML.Torch.Jinja;

/// <summary>Walks along the words of one tag.</summary>
internal sealed class JinjaTokens(IReadOnlyList<JinjaToken> tokens)
{
    private int position;

    public JinjaToken Current => tokens[position];

    public JinjaToken Next() => tokens[position < tokens.Count - 1 ? position++ : position];

    public bool Is(string value) => Current.Kind is JinjaTokenKind.Operator or JinjaTokenKind.Name && Current.Value == value;

    /// <summary>Takes the word if it is the wanted one.</summary>
    public bool Take(string value)
    {
        var takes = Is(value);
        if (takes)
            position++;
        return takes;
    }

    public void Require(string value)
    {
        if (!Take(value))
            throw Fault($"'{value}' is expected");
    }

    public string Name() => Current.Kind == JinjaTokenKind.Name ? Next().Value : throw Fault("a name is expected");

    public void End()
    {
        if (Current.Kind != JinjaTokenKind.End)
            throw Fault("the tag should end");
    }

    public JinjaException Fault(string what) =>
        new($"line {Current.Line}: {what} at {(Current.Kind == JinjaTokenKind.End ? "the end of the tag" : $"'{Current.Value}'")}");
}
