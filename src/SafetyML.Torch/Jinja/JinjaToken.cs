namespace SafetyML.Torch.Jinja;

internal enum JinjaTokenKind
{
    Name,
    Text,
    Integer,
    Float,
    Operator,
    End,
}

/// <summary>One word of an expression.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Value">Its text; a string without quotes and escapes.</param>
/// <param name="Line">Where it stands, from 1.</param>
internal readonly record struct JinjaToken(JinjaTokenKind Kind, string Value, int Line);
