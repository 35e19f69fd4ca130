using SafetyML.Scoring;

namespace SafetyML.Harmfulness;

/// <summary>An encoder with a head of one output, such as the paper's reward models: the score is logit 0 as it is, not clamped.</summary>
internal sealed class EncoderHarmfulness : IHarmfulnessScorer
{
    private readonly EncoderScorer _scorer;
    private readonly ReadOnlyMemory<char> _evidence;

    public EncoderHarmfulness(EncoderScorer scorer)
    {
        if (scorer.Labels.Count != 1)
            throw new ArgumentException($"The encoder '{scorer.Name}' has {scorer.Labels.Count} outputs: {string.Join(", ", scorer.Labels)}. "
                + "A harmfulness or reward model has one. Give such a folder, or train one with ml.Regression.Trainers.Harmfulness.");
        (_scorer, _evidence) = (scorer, $"logit 0 of '{scorer.Name}'".AsMemory());
    }

    public EncoderScorer Scorer => _scorer;

    public bool IsEnglishOnly => false;

    public int BatchSize => _scorer.BatchSize;

    public IReadOnlyList<HarmfulnessScore> Score(IReadOnlyList<PromptedAnswer> answers) => [.. _scorer.Logits(answers).Select(logits => float.IsFinite(logits[0])
        ? new HarmfulnessScore(logits[0], _evidence, "")
        : HarmfulnessScore.Unscored($"the encoder '{_scorer.Name}' gave no finite number"))];

    public void Dispose() => _scorer.Dispose();
}
