namespace Microsoft.ML.Data;

/// <summary>What binary metrics are computed from.</summary>
internal sealed class BinaryCounts(IReadOnlyList<string> classNames)
{
    public IReadOnlyList<string> ClassNames { get; } = classNames;

    public List<(float Score, bool IsPositive)> Scored { get; } = [];

    public double TruePositives { get; private set; }

    public double FalsePositives { get; private set; }

    public double TrueNegatives { get; private set; }

    public double FalseNegatives { get; private set; }

    public double TotalLogLoss { get; private set; }

    public double LogLossPositives { get; private set; }

    public double LogLossRows { get; private set; }

    /// <summary>Adds a row; a score above 0 predicts the positive class, whatever the probability.</summary>
    public void Add(float label, float score, float probability)
    {
        if (!float.IsFinite(score) || float.IsNaN(label))
            return;
        var isPositive = label > 0;
        Scored.Add((score, isPositive));
        if (score > 0)
            (TruePositives, FalsePositives) = isPositive ? (TruePositives + 1, FalsePositives) : (TruePositives, FalsePositives + 1);
        else
            (FalseNegatives, TrueNegatives) = isPositive ? (FalseNegatives + 1, TrueNegatives) : (FalseNegatives, TrueNegatives + 1);
        TotalLogLoss -= Math.Log(isPositive ? probability : 1.0 - probability, 2);
        if (float.IsNaN(probability))
            return;
        LogLossRows++;
        LogLossPositives += isPositive ? 1 : 0;
    }
}
