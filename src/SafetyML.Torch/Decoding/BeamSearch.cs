namespace SafetyML.Torch.Decoding;

/// <summary>
/// The beams of one prompt: which go on, which are complete, when to stop. One beam with early stopping is greedy decoding or sampling.
/// A candidate that completes an answer counts only among the best <c>beams</c> of its step; the others are there to keep that many beams open.
/// </summary>
internal sealed class BeamSearch(int beams, double lengthPenalty, bool earlyStopping, Func<Hypothesis, FinishReason?> ends)
{
    private readonly List<FinishedHypothesis> finished = [];
    private List<Hypothesis> open = [Hypothesis.Empty];

    /// <summary>The sequences to continue, best first: one before the first step, then always as many as beams.</summary>
    public IReadOnlyList<Hypothesis> Open => open;

    /// <summary>For each open sequence the row that it had before the last step.</summary>
    public int[] Parents { get; } = new int[beams];

    /// <summary>Complete answers, best first, at most as many as beams.</summary>
    public IReadOnlyList<FinishedHypothesis> Finished => finished;

    /// <summary>Whether the search has ended.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The tokens with which the answer begins whatever comes next.</summary>
    public Hypothesis Certain => finished.Select(answer => answer.Hypothesis)
        .Concat(open.Where(sequence => !double.IsNegativeInfinity(sequence.LogProbability)))
        .Aggregate(Hypothesis.CommonPrefix);

    /// <summary>Makes a step with candidates that are sorted by the log probability of the whole sequence, best first.</summary>
    public void Advance(IReadOnlyList<Candidate> candidates)
    {
        var next = new List<Hypothesis>(beams);
        for (int rank = 0; rank < candidates.Count; rank++)
        {
            var (row, token, logProbability) = candidates[rank];
            var sequence = open[row].Append(token, logProbability);
            if (ends(sequence) is { } reason)
            {
                if (rank < beams)
                    finished.Add(new(sequence, Score(sequence), reason));
            }
            else if (next.Count < beams)
            {
                Parents[next.Count] = row;
                next.Add(sequence);
            }
        }
        KeepBestFinished();
        IsDone = next.Count == 0 || (finished.Count == beams && (earlyStopping || Score(next[0]) <= finished[^1].Score));
        if (next.Count > 0)
            open = FillUp(next);
    }

    private double Score(Hypothesis sequence) => sequence.LogProbability / Math.Pow(sequence.Length, lengthPenalty);

    // A stable sort: of equal scores the earlier answer stays ahead.
    private void KeepBestFinished()
    {
        var best = finished.OrderByDescending(answer => answer.Score).Take(beams).ToList();
        finished.Clear();
        finished.AddRange(best);
    }

    // Every row of the batch needs a sequence; an impossible one never comes back as a candidate.
    private List<Hypothesis> FillUp(List<Hypothesis> next)
    {
        while (next.Count < beams)
        {
            Parents[next.Count] = Parents[0];
            next.Add(open[Parents[0]].Append(next[0].Token, double.NegativeInfinity));
        }
        return next;
    }
}
