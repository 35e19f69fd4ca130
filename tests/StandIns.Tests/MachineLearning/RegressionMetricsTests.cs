using Microsoft.ML;
using Xunit;

namespace StandIns.Tests.MachineLearning;

public sealed class RegressionMetricsTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Evaluate_FourRows_GivesTheHandWorkedErrors()
    {
        var metrics = _ml.Regression.Evaluate(Load([(0, 1), (1, 1), (2, 4), (5, 4)]));

        Assert.Equal(1, metrics.MeanAbsoluteError, 9);
        Assert.Equal(1.5, metrics.MeanSquaredError, 9);
        Assert.Equal(Math.Sqrt(1.5), metrics.RootMeanSquaredError, 9);
        Assert.Equal(1.5, metrics.LossFunction, 9);
        // The labels' squares around their mean of 2 sum to 14.
        Assert.Equal(1 - (6.0 / 14), metrics.RSquared, 9);
    }

    [Fact]
    public void Evaluate_LabelsThatDoNotVary_HaveNoRSquared()
        => Assert.True(double.IsNaN(_ml.Regression.Evaluate(Load([(3, 2), (3, 4)])).RSquared));

    [Fact]
    public void Evaluate_MissingScores_AreLeftOut()
        => Assert.Equal(1, _ml.Regression.Evaluate(Load([(3, 2), (7, float.NaN)])).MeanAbsoluteError, 9);

    private IDataView Load(IEnumerable<(float Label, float Score)> rows)
        => _ml.Data.LoadFromEnumerable(rows.Select(row => new Row { Label = row.Label, Score = row.Score }));

    private sealed class Row
    {
        public float Label { get; init; }

        public float Score { get; init; }
    }
}
