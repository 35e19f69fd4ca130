namespace SafetyML.Scoring;

/// <summary>An answer and what it answers; the prompt is empty where none is known.</summary>
internal readonly record struct PromptedAnswer(string Prompt, string Answer);
