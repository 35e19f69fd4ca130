namespace SafetyML.Torch.Decoding;

/// <summary>An answer to one prompt.</summary>
/// <param name="Ids">The new tokens as the model gave them, an end token included; the prompt is not repeated.</param>
/// <param name="Text">The tokens' text without special tokens, cut before a stop string.</param>
/// <param name="Score">For beam search the sum of the tokens' log probabilities divided by length ^ length penalty, higher is more probable; otherwise null.</param>
/// <param name="FinishReason">Why the answer ended.</param>
public sealed record Generation(int[] Ids, string Text, double? Score, FinishReason FinishReason)
{
    /// <summary>The other answers that a beam search ended with, best first; at most one fewer than the beams.</summary>
    public IReadOnlyList<Generation> Alternatives { get; init; } = [];
}
