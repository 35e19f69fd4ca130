namespace Microsoft.ML.Data;

/// <summary>How well class probabilities name the true one of several classes.</summary>
public sealed class MulticlassClassificationMetrics
{
    internal MulticlassClassificationMetrics(MulticlassCounts counts, int topK)
    {
        MicroAccuracy = counts.Rows > 0 ? counts.RowsOfRank[0] / counts.Rows : 0;
        MacroAccuracy = counts.MacroAccuracy;
        LogLoss = counts.Rows > 0 ? counts.LogLossOfAll / counts.Rows : 0;
        LogLossReduction = (counts.Entropy - LogLoss) / counts.Entropy;
        PerClassLogLoss = [.. counts.LogLossOfClass.Zip(counts.RowsOfClass, (loss, rows) => rows > 0 ? loss / rows : 0)];
        TopKPredictionCount = topK;
        TopKAccuracyForAllK = topK > 0 ? [.. Enumerable.Range(1, topK).Select(k => counts.RowsOfRank.Take(k).Sum() / counts.Rows)] : null;
        ConfusionMatrix = new ConfusionMatrix(counts.Confusion, counts.ClassNames, isBinary: false);
    }

    /// <summary>The mean of -ln of the probability of the true class; lower is better.</summary>
    public double LogLoss { get; }

    /// <summary>The part of the prior's log-loss that is saved; higher is better, 1 is perfect.</summary>
    public double LogLossReduction { get; }

    /// <summary>The mean over classes of the share of their rows that are right.</summary>
    public double MacroAccuracy { get; }

    /// <summary>The share of rows that are right.</summary>
    public double MicroAccuracy { get; }

    public double TopKAccuracy => TopKPredictionCount > 0 ? TopKAccuracyForAllK[TopKPredictionCount - 1] : 0;

    public int TopKPredictionCount { get; }

    public IReadOnlyList<double> TopKAccuracyForAllK { get; }

    public IReadOnlyList<double> PerClassLogLoss { get; }

    public ConfusionMatrix ConfusionMatrix { get; }
}
