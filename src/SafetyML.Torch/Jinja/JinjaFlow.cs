namespace SafetyML.Torch.Jinja;

/// <summary>How a statement leaves the one around it.</summary>
internal enum JinjaFlow
{
    Next,
    Continue,
    Break,
}
