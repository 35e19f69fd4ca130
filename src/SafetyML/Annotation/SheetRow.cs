namespace SafetyML.Annotation;

/// <summary>One row as annotators see it.</summary>
internal sealed record SheetRow(string Id, string Prompt, string Left, string Right);
