namespace Microsoft.ML.Data;

/// <summary>How well scores tell two classes apart. All but the confusion matrix lie between 0 and 1; higher is better.</summary>
public class BinaryClassificationMetrics
{
    internal BinaryClassificationMetrics(BinaryCounts counts)
    {
        AreaUnderRocCurve = AreaUnderCurve.Roc(counts.Scored);
        AreaUnderPrecisionRecallCurve = AreaUnderCurve.PrecisionRecall(counts.Scored);
        ConfusionMatrix = new ConfusionMatrix(
            [[counts.TruePositives, counts.FalseNegatives], [counts.FalsePositives, counts.TrueNegatives]], counts.ClassNames, isBinary: true);
        Accuracy = (counts.TruePositives + counts.TrueNegatives) / counts.Scored.Count;
        PositivePrecision = ConfusionMatrix.PerClassPrecision[0];
        PositiveRecall = ConfusionMatrix.PerClassRecall[0];
        NegativePrecision = ConfusionMatrix.PerClassPrecision[1];
        NegativeRecall = ConfusionMatrix.PerClassRecall[1];
        var sum = PositivePrecision + PositiveRecall;
        F1Score = sum == 0 ? 0 : 2 * PositivePrecision * PositiveRecall / sum;
    }

    public double AreaUnderRocCurve { get; }

    public double Accuracy { get; }

    public double PositivePrecision { get; }

    public double PositiveRecall { get; }

    public double NegativePrecision { get; }

    public double NegativeRecall { get; }

    public double F1Score { get; }

    public double AreaUnderPrecisionRecallCurve { get; }

    /// <summary>The positive class comes first.</summary>
    public ConfusionMatrix ConfusionMatrix { get; }
}
