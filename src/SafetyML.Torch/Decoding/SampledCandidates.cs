using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>A token drawn from the processed probabilities.</summary>
internal sealed class SampledCandidates(DecodingOptions options, int seed) : ICandidateSource
{
    /// <inheritdoc/>
    public int Beams => 1;

    /// <inheritdoc/>
    public IReadOnlyList<Candidate>[] Propose(Tensor logits, Tensor? seen, IReadOnlyList<ActivePrompt> prompts)
    {
        using var scope = NewDisposeScope();
        var scores = seen is null ? logits : LogitsProcessing.Penalize(logits, seen, options.RepetitionPenalty);
        double[] uniform = [.. prompts.Select(prompt => UniformDraw.At(seed, prompt.Index, prompt.Step))];
        var drawn = LogitsProcessing.Draw(LogitsProcessing.Probabilities(scores, options), uniform);
        return Array.ConvertAll(drawn.cpu().data<long>().ToArray(), id => (IReadOnlyList<Candidate>)[new(0, (int)id, 0)]);
    }
}
