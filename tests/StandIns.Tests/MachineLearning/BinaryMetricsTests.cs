using Microsoft.ML;
using Microsoft.ML.Data;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class BinaryMetricsTests
{
    private readonly MLContext _ml = new(seed: 1);

    // Six rows by falling score: + - + (tie with -) + -. Scores above 0 are predicted positive.
    private static readonly Scored[] _rows =
    [
        new(true, 2, 0.8f),
        new(false, 1, 0.75f),
        new(true, 0.5f, 0.5f),
        new(false, 0.5f, 0.5f),
        new(true, -1, 0.25f),
        new(false, -2, 0.125f),
    ];

    [Fact]
    public void Evaluate_SixRows_GivesTheHandWorkedCounts()
    {
        var metrics = Evaluate();

        // Positive: 2 found, 1 missed; negative: 1 found, 2 taken for positive.
        Assert.Equal([[2.0, 1.0], [2.0, 1.0]], metrics.ConfusionMatrix.Counts);
        Assert.Equal(0.5, metrics.Accuracy, 12);
        Assert.Equal(0.5, metrics.PositivePrecision, 12);
        Assert.Equal(2.0 / 3, metrics.PositiveRecall, 12);
        Assert.Equal(0.5, metrics.NegativePrecision, 12);
        Assert.Equal(1.0 / 3, metrics.NegativeRecall, 12);
        Assert.Equal(4.0 / 7, metrics.F1Score, 12);
    }

    [Fact]
    public void Evaluate_TiedScores_CountHalfInTheAreaUnderRoc()
        // Pairs won: 3 by the first positive, 1.5 by the second, 1 by the third, of 9.
        => Assert.Equal(5.5 / 9, Evaluate().AreaUnderRocCurve, 12);

    [Fact]
    public void Evaluate_SixRows_GivesTheTrapezoidsUnderPrecisionAndRecall()
        // Precision before and after each positive: 1, 1; 1/2, 2/3; 1/2, 3/5.
        => Assert.Equal((1 + (((1.0 / 2) + (2.0 / 3)) / 2) + (((1.0 / 2) + (3.0 / 5)) / 2)) / 3, Evaluate().AreaUnderPrecisionRecallCurve, 12);

    [Fact]
    public void Evaluate_Probabilities_GiveTheLogLossInBits()
    {
        var metrics = Evaluate();

        var loss = (-Math.Log2(0.8f) + 2 + 1 + 1 + 2 - Math.Log2(0.875)) / 6;
        Assert.Equal(loss, metrics.LogLoss, 9);
        Assert.Equal(1, metrics.Entropy, 12);
        Assert.Equal(1 - loss, metrics.LogLossReduction, 9);
    }

    [Fact]
    public void EvaluateNonCalibrated_NoProbabilityColumn_GivesTheSameRates()
    {
        var rows = _rows.Select(row => new Uncalibrated { Label = row.Label, Score = row.Score, PredictedLabel = row.PredictedLabel });
        var data = _ml.Data.LoadFromEnumerable(rows);

        var metrics = _ml.BinaryClassification.EvaluateNonCalibrated(data);

        Assert.Equal(5.5 / 9, metrics.AreaUnderRocCurve, 12);
        Assert.Equal(4.0 / 7, metrics.F1Score, 12);
    }

    [Fact]
    public void Evaluate_OneClassOnly_HasNoAreaUnderRoc()
    {
        var data = _ml.Data.LoadFromEnumerable(_rows.Where(row => row.Label));

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.BinaryClassification.Evaluate(data));

        Assert.StartsWith("AUC is not defined when there is no negative class in the data", error.Message);
    }

    [Fact]
    public void Evaluate_LabelMissing_NamesTheColumn()
    {
        var data = _ml.Data.LoadFromEnumerable(_rows);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.BinaryClassification.Evaluate(data, labelColumnName: "Truth"));

        Assert.StartsWith("Truth column 'Label' not found", error.Message);
    }

    [Fact]
    public void Evaluate_ScoreOfAnotherType_SaysWhatIsExpected()
    {
        var data = _ml.Data.LoadFromEnumerable(_rows);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.BinaryClassification.Evaluate(data, scoreColumnName: "Label"));

        Assert.StartsWith("Schema mismatch for score column 'Label': expected Single, got Boolean", error.Message);
    }

    [Fact]
    public void GetFormattedConfusionTable_TwoClasses_AlignsTheCounts()
    {
        var table = Evaluate().ConfusionMatrix.GetFormattedConfusionTable().ReplaceLineEndings("\n");

        Assert.Equal(
            """
            TEST POSITIVE RATIO:	0.5000 (3.0/(3.0+3.0))
            Confusion table
                      ||======================
            PREDICTED || positive | negative | Recall
            TRUTH     ||======================
             positive ||        2 |        1 | 0.6667
             negative ||        2 |        1 | 0.3333
                      ||======================
            Precision ||   0.5000 |   0.5000 |

            """.ReplaceLineEndings("\n"),
            table);
    }

    private CalibratedBinaryClassificationMetrics Evaluate() => _ml.BinaryClassification.Evaluate(_ml.Data.LoadFromEnumerable(_rows));

    private sealed class Scored(bool label, float score, float probability)
    {
        public bool Label => label;

        public float Score => score;

        public float Probability => probability;

        public bool PredictedLabel => score > 0;
    }

    private sealed class Uncalibrated
    {
        public bool Label { get; init; }

        public float Score { get; init; }

        public bool PredictedLabel { get; init; }
    }
}
