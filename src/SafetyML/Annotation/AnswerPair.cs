namespace SafetyML.Annotation;

/// <summary>The answers of both systems to one prompt.</summary>
internal sealed record AnswerPair(string Prompt, string First, string Second);
