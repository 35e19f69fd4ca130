namespace SafetyML.Torch.Decoding;

/// <summary>A complete answer of a search.</summary>
/// <param name="Hypothesis">Its tokens.</param>
/// <param name="Score">Its log probability divided by length ^ length penalty.</param>
/// <param name="Reason">Why it is complete.</param>
internal sealed record FinishedHypothesis(Hypothesis Hypothesis, double Score, FinishReason Reason);
