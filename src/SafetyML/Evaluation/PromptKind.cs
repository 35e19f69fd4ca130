namespace SafetyML.Evaluation;

/// <summary>What a prompt's label says.</summary>
internal enum PromptKind
{
    Unlabelled,
    Safe,
    Unsafe,
}
