namespace SafetyML.Torch.Jinja;

/// <summary>The value of a name that nothing was given to: prints nothing, counts as false, and has no members.</summary>
internal sealed record Undefined(string Name);
