namespace SafetyML.Torch.Decoding;

/// <summary>How far a call is. Reported whenever a prompt's answer is complete.</summary>
/// <param name="Completed">Prompts that are answered.</param>
/// <param name="Total">Prompts of the call.</param>
/// <param name="NewTokens">Tokens of the answers so far.</param>
public sealed record GenerationProgress(int Completed, int Total, long NewTokens);
