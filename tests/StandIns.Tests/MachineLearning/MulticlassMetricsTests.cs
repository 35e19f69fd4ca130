using Microsoft.ML;
using Microsoft.ML.Data;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class MulticlassMetricsTests
{
    private readonly MLContext _ml = new(seed: 1);

    // Right, second best, right, third best; class 2 never occurs.
    private static readonly Row[] _rows =
    [
        new() { Label = 0, Score = [0.5f, 0.25f, 0.25f] },
        new() { Label = 0, Score = [0.25f, 0.5f, 0.25f] },
        new() { Label = 1, Score = [0.25f, 0.5f, 0.25f] },
        new() { Label = 0, Score = [0.125f, 0.25f, 0.625f] },
    ];

    [Fact]
    public void Evaluate_FourRows_GivesTheHandWorkedAccuracies()
    {
        var metrics = Evaluate(topK: 3);

        Assert.Equal(0.5, metrics.MicroAccuracy, 12);
        Assert.Equal(((1.0 / 3) + 1) / 2, metrics.MacroAccuracy, 12);
        Assert.Equal([0.5, 0.75, 1], metrics.TopKAccuracyForAllK);
        Assert.Equal(1, metrics.TopKAccuracy);
        Assert.Equal(3, metrics.TopKPredictionCount);
    }

    [Fact]
    public void Evaluate_FourRows_GivesTheLogLossInNats()
    {
        var metrics = Evaluate();

        // 1, 2, 1 and 3 bits.
        var loss = 7 * Math.Log(2) / 4;
        var entropy = -((0.75 * Math.Log(0.75)) + (0.25 * Math.Log(0.25)));
        Assert.Equal(loss, metrics.LogLoss, 9);
        Assert.Equal((entropy - loss) / entropy, metrics.LogLossReduction, 9);
        Assert.Equal(2 * Math.Log(2), metrics.PerClassLogLoss[0], 9);
        Assert.Equal(Math.Log(2), metrics.PerClassLogLoss[1], 9);
        Assert.Equal(0, metrics.PerClassLogLoss[2]);
    }

    [Fact]
    public void Evaluate_FourRows_CountsByTruthThenPrediction()
    {
        var matrix = Evaluate().ConfusionMatrix;

        Assert.Equal([[1.0, 1.0, 1.0], [0.0, 1.0, 0.0], [0.0, 0.0, 0.0]], matrix.Counts);
        Assert.Equal(3, matrix.NumberOfClasses);
        Assert.Equal([1, 0.5, 0], matrix.PerClassPrecision);
        Assert.Equal([1.0 / 3, 1, 0], matrix.PerClassRecall);
        Assert.Equal(1, matrix.GetCountForClassPair(predictedClassIndicatorIndex: 2, actualClassIndicatorIndex: 0));
    }

    [Fact]
    public void Evaluate_TopKNotAsked_GivesNone()
    {
        var metrics = Evaluate();

        Assert.Null(metrics.TopKAccuracyForAllK);
        Assert.Equal(0, metrics.TopKAccuracy);
    }

    [Fact]
    public void Evaluate_KeyLabels_CountFromTheFirstKey()
    {
        var data = _ml.Data.LoadFromEnumerable([new Keyed { Label = 2, Score = [0.2f, 0.1f, 0.7f] }, new Keyed { Label = 0, Score = [0.6f, 0.3f, 0.1f] }]);

        Assert.Equal(1, _ml.MulticlassClassification.Evaluate(data).MicroAccuracy);
    }

    [Fact]
    public void Evaluate_ScoreNotAVector_SaysWhatIsExpected()
    {
        var data = _ml.Data.LoadFromEnumerable(_rows);

        var error = Assert.Throws<ArgumentOutOfRangeException>(() => _ml.MulticlassClassification.Evaluate(data, scoreColumnName: "Label"));

        Assert.StartsWith("Schema mismatch for score column 'Label': expected vector of two or more items of type Single, got Single", error.Message);
    }

    [Fact]
    public void GetFormattedConfusionTable_ThreeClasses_NumbersTheColumns()
    {
        var table = Evaluate().ConfusionMatrix.GetFormattedConfusionTable().ReplaceLineEndings("\n");

        Assert.Equal(
            """

            Confusion table
                      ||========================
            PREDICTED ||     0 |     1 |     2 | Recall
            TRUTH     ||========================
                    0 ||     1 |     1 |     1 | 0.3333
                    1 ||     0 |     1 |     0 | 1.0000
                    2 ||     0 |     0 |     0 | 0.0000
                      ||========================
            Precision ||1.0000 |0.5000 |0.0000 |

            """.ReplaceLineEndings("\n"),
            table);
    }

    private MulticlassClassificationMetrics Evaluate(int topK = 0)
        => _ml.MulticlassClassification.Evaluate(_ml.Data.LoadFromEnumerable(_rows), topKPredictionCount: topK);

    private sealed class Row
    {
        public float Label { get; init; }

        [VectorType(3)]
        public float[] Score { get; init; } = [];

        public float PredictedLabel => Array.IndexOf(Score, Score.Max());
    }

    private sealed class Keyed
    {
        [KeyType(3)]
        public uint Label { get; init; }

        [VectorType(3)]
        public float[] Score { get; init; } = [];

        public float PredictedLabel { get; init; }
    }
}
