using SafetyML.Reports;
using SafetyML.Scoring;

namespace SafetyML.Refusal;

/// <summary>Decides by an encoder with a classification head: the softmax of its logits, summed over the labels of each class.</summary>
internal sealed class EncoderDetector : IRefusalDetector
{
    private readonly EncoderScorer _scorer;
    private readonly IReadOnlyList<RefusalClass> _classes;

    public EncoderDetector(EncoderScorer scorer, IReadOnlyDictionary<string, string>? labelClasses)
    {
        _scorer = scorer;
        LabelClasses = labelClasses;
        _classes = Refusal.LabelClasses.Of(scorer.Labels, labelClasses);
    }

    public EncoderScorer Scorer => _scorer;

    /// <summary>The classes that the user gave for labels.</summary>
    public IReadOnlyDictionary<string, string>? LabelClasses { get; }

    // What an encoder can read is known to whoever trained it.
    public bool IsEnglishOnly => false;

    public int BatchSize => _scorer.BatchSize;

    public IReadOnlyList<RefusalScore> Score(IReadOnlyList<PromptedAnswer> answers) => [.. _scorer.Logits(answers).Select(Score)];

    public void Dispose() => _scorer.Dispose();

    private RefusalScore Score(float[] logits)
    {
        if (!logits.All(float.IsFinite))
            return RefusalScore.Unscored($"the encoder '{_scorer.Name}' gave no finite number");
        var shares = Softmax.Of(logits);
        Span<float> sums = [0, 0, 0];
        for (var label = 0; label < shares.Length; label++)
            sums[(int)_classes[label]] += shares[label];
        // A head of one output gives the log-odds of its label.
        if (shares.Length == 1)
            sums[(int)(_classes[0] == RefusalClass.FullCompliance ? RefusalClass.FullRefusal : RefusalClass.FullCompliance)] = 1 - shares[0];
        var best = Array.IndexOf(shares, shares.Max());
        var evidence = $"label {_scorer.Labels[best]} of '{_scorer.Name}', logit {TextLines.Number(logits[best])}";
        return new RefusalScore(sums[0], sums[1], sums[2], evidence.AsMemory(), "");
    }
}
