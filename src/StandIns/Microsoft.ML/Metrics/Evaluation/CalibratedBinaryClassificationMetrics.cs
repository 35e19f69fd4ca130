namespace Microsoft.ML.Data;

/// <summary>How well probabilities tell two classes apart, in bits.</summary>
public sealed class CalibratedBinaryClassificationMetrics : BinaryClassificationMetrics
{
    internal CalibratedBinaryClassificationMetrics(BinaryCounts counts)
        : base(counts)
    {
        LogLoss = counts.LogLossRows > 0 ? counts.TotalLogLoss / counts.LogLossRows : double.IsNaN(counts.TotalLogLoss) ? double.NaN : 0;
        Entropy = BitsOf((counts.TruePositives + counts.FalseNegatives) / counts.Scored.Count);
        var prior = BitsOf(counts.LogLossPositives / counts.LogLossRows);
        LogLossReduction = counts.LogLossRows > 0 ? (prior - (counts.TotalLogLoss / counts.LogLossRows)) / prior : 0;
    }

    /// <summary>The mean of -log2 of the probability of the true class; lower is better.</summary>
    public double LogLoss { get; }

    /// <summary>The part of the prior's log-loss that is saved; higher is better, 1 is perfect.</summary>
    public double LogLossReduction { get; }

    /// <summary>The log-loss of always giving the share of the positive class.</summary>
    public double Entropy { get; }

    private static double BitsOf(double share) => share is 0 or 1 ? 0 : -(share * Math.Log(share, 2)) - ((1 - share) * Math.Log(1 - share, 2));
}
