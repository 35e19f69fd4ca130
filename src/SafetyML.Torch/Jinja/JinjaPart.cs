namespace SafetyML.Torch.Jinja;

internal enum JinjaPartKind
{
    Text,
    Print,
    Statement,
}

/// <summary>A stretch of a template: text as it stands, <c>{{ … }}</c> or <c>{% … %}</c>.</summary>
internal sealed record JinjaPart(JinjaPartKind Kind, string Text, IReadOnlyList<JinjaToken> Tokens, int Line);
