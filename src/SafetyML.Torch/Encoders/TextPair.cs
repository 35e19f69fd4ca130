namespace SafetyML.Torch.Encoders;

/// <summary>One input of an encoder: a text, or two that are read together.</summary>
/// <param name="First">The text, or the first of two, such as a question.</param>
/// <param name="Second">The second text, such as an answer, or null.</param>
public readonly record struct TextPair(string First, string? Second = null);
