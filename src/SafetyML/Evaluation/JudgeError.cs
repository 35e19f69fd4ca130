using SafetyML.Statistics;

namespace SafetyML.Evaluation;

/// <summary>How often a judge was right on a set that people labelled.</summary>
public sealed record JudgeError
{
    /// <summary>The judge's decisions on a labelled set.</summary>
    /// <param name="truePositives">Positive labels that the judge called positive.</param>
    /// <param name="falseNegatives">Positive labels that it called negative.</param>
    /// <param name="falsePositives">Negative labels that it called positive.</param>
    /// <param name="trueNegatives">Negative labels that it called negative.</param>
    /// <exception cref="ArgumentException">A class has no label, or the judge is no better than chance: no rate can be corrected with it.</exception>
    public JudgeError(int truePositives, int falseNegatives, int falsePositives, int trueNegatives)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(truePositives);
        ArgumentOutOfRangeException.ThrowIfNegative(falseNegatives);
        ArgumentOutOfRangeException.ThrowIfNegative(falsePositives);
        ArgumentOutOfRangeException.ThrowIfNegative(trueNegatives);
        Counts = new(truePositives, falseNegatives, falsePositives, trueNegatives);
        RoganGladen.Of(0, 1, Counts);
    }

    /// <summary>The part of the positive labels that the judge finds.</summary>
    public Rate Sensitivity => new(Counts.TruePositives, Counts.Positives);

    /// <summary>The part of the negative labels that the judge clears.</summary>
    public Rate Specificity => new(Counts.TrueNegatives, Counts.Negatives);

    internal BinaryCounts Counts { get; }

    /// <summary>The same judge, asked for the opposite.</summary>
    internal JudgeError Opposite => new(Counts.TrueNegatives, Counts.FalsePositives, Counts.FalseNegatives, Counts.TruePositives);

    /// <summary>Both rates on one line.</summary>
    public override string ToString() => $"sensitivity {Sensitivity}, specificity {Specificity}";
}
