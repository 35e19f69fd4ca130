using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>The best continuations of a prompt's beams together: (1 + end tokens) times as many as beams, at least twice, so that enough of them go on.</summary>
internal sealed class BeamCandidates(DecodingOptions options, int endTokens) : ICandidateSource
{
    private readonly int count = Math.Max(2, 1 + endTokens) * options.Beams;

    /// <inheritdoc/>
    public int Beams => options.Beams;

    /// <inheritdoc/>
    public IReadOnlyList<Candidate>[] Propose(Tensor logits, Tensor? seen, IReadOnlyList<ActivePrompt> prompts)
    {
        var (logProbabilities, ids) = BestOfEachRow(logits, seen);
        int width = ids.Length / (int)logits.shape[0], rows = (int)logits.shape[0] / prompts.Count;
        var proposals = new IReadOnlyList<Candidate>[prompts.Count];
        for (int i = 0; i < proposals.Length; i++)
        {
            var open = prompts[i].Search.Open;
            proposals[i] = [.. Enumerable.Range(0, rows * width)
                .Select(place => (Row: place / width, Offset: (i * rows * width) + place))
                .Select(at => new Candidate(at.Row, (int)ids[at.Offset], logProbabilities[at.Offset]))
                .Where(candidate => !double.IsNegativeInfinity(Total(candidate)))
                .OrderByDescending(Total)
                .Take(count)];

            double Total(Candidate candidate) => open[candidate.Row].LogProbability + candidate.LogProbability;
        }
        return proposals;
    }

    // The best of all rows are among the best of each: (rows, k) leave the device in one transfer.
    private (double[] LogProbabilities, double[] Ids) BestOfEachRow(Tensor logits, Tensor? seen)
    {
        using var scope = NewDisposeScope();
        var scores = seen is null ? logits : LogitsProcessing.Penalize(logits.log_softmax(-1), seen, options.RepetitionPenalty);
        var (values, ids) = TopTokens.Of(scores, (int)Math.Min(count, scores.shape[1]));
        if (seen is null)
        {
            var largest = values.narrow(1, 0, 1);
            values = values - largest - (logits - largest).exp_().sum(-1, keepdim: true).log();
        }
        var both = cat([values.to(ScalarType.Float64), ids.to(ScalarType.Float64)]).cpu().data<double>().ToArray();
        return (both[..(both.Length / 2)], both[(both.Length / 2)..]);
    }
}
