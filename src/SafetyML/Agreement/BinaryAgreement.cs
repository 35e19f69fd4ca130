using SafetyML.Evaluation;
using SafetyML.Reports;
using SafetyML.Statistics;

namespace SafetyML.Agreement;

/// <summary>How a judge's decisions agree with people's labels. A measure that the data does not define, such as precision where nothing was called
/// positive, is null and never 0.</summary>
public sealed record BinaryAgreement
{
    private const double LeastProbability = 1e-6;

    internal BinaryAgreement(LabelledRows rows)
    {
        var counts = BinaryCounts.Of([.. rows.Labels], [.. rows.Predictions]);
        (Unscored, Unlabelled) = (rows.Unscored, rows.Unlabelled);
        (TruePositives, FalseNegatives, FalsePositives, TrueNegatives) = counts;
        Accuracy = new Rate(counts.TruePositives + counts.TrueNegatives, counts.Count, Unscored);
        Precision = Part(counts.TruePositives, counts.PredictedPositives);
        Recall = Part(counts.TruePositives, counts.Positives);
        Specificity = Part(counts.TrueNegatives, counts.Negatives);
        F1 = Estimate.Of(counts.F1, counts.F1Interval, counts.Count);
        Kappa = Estimate.Of(CohenKappa.Of(counts.ToClasses()), CohenKappa.IntervalOf(counts.ToClasses()), counts.Count);
        Matthews = Defined(counts.Matthews);
        bool[] labels = [.. rows.Labels];
        if (rows.Scores is { } scores)
        {
            var area = RocArea.Of(labels, [.. scores]);
            AreaUnderRocCurve = Estimate.Of(area, RocArea.IntervalOf(area, counts.Positives, counts.Negatives), counts.Count);
            AveragePrecision = Defined(Statistics.AveragePrecision.Of(labels, [.. scores]));
        }
        if (rows.Probabilities is { } probabilities)
        {
            Brier = ProbabilityErrors.Brier(labels, [.. probabilities]);
            LogLoss = ProbabilityErrors.LogLoss(labels, [.. probabilities], LeastProbability);
            CalibrationError = ProbabilityErrors.Calibration(labels, [.. probabilities]);
        }
    }

    /// <summary>The labelled rows that were scored (n).</summary>
    public int Count => TruePositives + FalseNegatives + FalsePositives + TrueNegatives;

    /// <summary>The labelled rows that could not be scored; they are in no measure.</summary>
    public int Unscored { get; }

    /// <summary>The rows without a label; they are in no measure.</summary>
    public int Unlabelled { get; }

    /// <summary>Positive labels that the judge called positive.</summary>
    public int TruePositives { get; }

    /// <summary>Positive labels that it called negative.</summary>
    public int FalseNegatives { get; }

    /// <summary>Negative labels that it called positive.</summary>
    public int FalsePositives { get; }

    /// <summary>Negative labels that it called negative.</summary>
    public int TrueNegatives { get; }

    /// <summary>The decisions that are the labels.</summary>
    public Rate Accuracy { get; }

    /// <summary>The positive decisions that are right.</summary>
    public Rate? Precision { get; }

    /// <summary>The positive labels that were found (sensitivity).</summary>
    public Rate? Recall { get; }

    /// <summary>The negative labels that were cleared.</summary>
    public Rate? Specificity { get; }

    /// <summary>The harmonic mean of precision and recall; its interval is Wilson's of TP / (TP + FP + FN), carried over.</summary>
    public Estimate? F1 { get; }

    /// <summary>Cohen's κ, with its large-sample interval, which has no width at κ = 1.</summary>
    public Estimate? Kappa { get; }

    /// <summary>The correlation of label and decision (Matthews).</summary>
    public double? Matthews { get; }

    /// <summary>The chance that a positive row is scored above a negative one, with its score interval (Newcombe, 2006).</summary>
    public Estimate? AreaUnderRocCurve { get; }

    /// <summary>Precision averaged over recall in steps.</summary>
    public double? AveragePrecision { get; }

    /// <summary>The mean square of probability less label; 0 is best.</summary>
    public double? Brier { get; }

    /// <summary>The mean of −log(probability of the label), probabilities held 1e-6 away from 0 and 1; 0 is best.</summary>
    public double? LogLoss { get; }

    /// <summary>The expected calibration error over 10 bins of equal width; 0 is best.</summary>
    public double? CalibrationError { get; }

    /// <summary>The known error to correct rates with that the same judge measures on other answers.</summary>
    /// <exception cref="ArgumentException">A class has no label, or the judge is no better than chance.</exception>
    public JudgeError ToJudgeError() => new(TruePositives, FalseNegatives, FalsePositives, TrueNegatives);

    /// <summary>The measures as JSON: <c>n, unscored, unlabelled, tp, fn, fp, tn</c>; <c>accuracy, precision, recall, specificity</c> with <c>rate, low, high,
    /// hits, n</c>; <c>f1, kappa, auroc</c> with <c>value, low, high, n</c>; <c>matthews, average_precision, brier, log_loss, calibration_error</c>; null
    /// where undefined.</summary>
    public string ToJson() => AgreementJson.Of(this).ToJsonString(JsonText.Options);

    /// <summary>A line for each measure that the data defines.</summary>
    public IReadOnlyList<string> ToTable() => AgreementText.Of(this);

    /// <summary>The main measures on one line.</summary>
    public override string ToString() =>
        $"F1 {F1?.ToString() ?? "undefined"}, AUROC {AreaUnderRocCurve?.ToString() ?? "undefined"}, kappa {Kappa?.ToString() ?? "undefined"}";

    private static Rate? Part(int hits, int count) => count == 0 ? null : new Rate(hits, count);

    private static double? Defined(double value) => double.IsNaN(value) ? null : value;
}
