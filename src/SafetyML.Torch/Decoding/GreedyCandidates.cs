using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>The most probable token.</summary>
internal sealed class GreedyCandidates(DecodingOptions options) : ICandidateSource
{
    /// <inheritdoc/>
    public int Beams => 1;

    /// <inheritdoc/>
    public IReadOnlyList<Candidate>[] Propose(Tensor logits, Tensor? seen, IReadOnlyList<ActivePrompt> prompts)
    {
        using var scope = NewDisposeScope();
        var scores = seen is null ? logits : LogitsProcessing.Penalize(logits, seen, options.RepetitionPenalty);
        return Array.ConvertAll(scores.argmax(-1).cpu().data<long>().ToArray(), id => (IReadOnlyList<Candidate>)[new(0, (int)id, 0)]);
    }
}
