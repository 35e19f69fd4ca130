using SafetyML.Statistics;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Statistics;

public sealed class RegressionTests
{
    [SkippableFact]
    public void Regression_Reference_AgreesWithScikitLearnAndScipy()
    {
        var item = MetricsFixture.Read("regression");
        var (labels, scores) = (item.Numbers("label"), item.Numbers("score"));
        Assert.Equal(item.Number("mse"), Regression.MeanSquaredError(labels, scores), MetricsFixture.Exact);
        Assert.Equal(Math.Sqrt(item.Number("mse")), Regression.RootMeanSquaredError(labels, scores), MetricsFixture.Exact);
        Assert.Equal(item.Number("mae"), Regression.MeanAbsoluteError(labels, scores), MetricsFixture.Exact);
        Assert.Equal(item.Number("r2"), Regression.RSquared(labels, scores), MetricsFixture.Exact);
        Assert.Equal(item.Number("pearson"), Regression.Pearson(labels, scores), MetricsFixture.Exact);
        Assert.Equal(item.Number("spearman"), Regression.Spearman(labels, scores), MetricsFixture.Exact);
    }

    // Ranks 1, 2.5, 2.5, 4 against 1, 2, 3, 4: Σd² = 0.5; with ties the formula is Pearson's over the ranks.
    [Fact]
    public void Spearman_Ties_ShareTheirRank() => Assert.Equal(4.5 / Math.Sqrt(4.5 * 5), Regression.Spearman([1, 2, 2, 9], [1, 2, 3, 4]), 1e-15);

    [Fact]
    public void Regression_ConstantSide_HasNoCorrelation()
    {
        Assert.True(double.IsNaN(Regression.Pearson([1, 2], [3, 3])));
        Assert.True(double.IsNaN(Regression.RSquared([1], [1])));
        Assert.Equal(2, Regression.MeanAbsoluteError([1], [3]));
    }

    [Fact]
    public void Regression_NoNumber_IsAnError() => Assert.Equal(
        "Value 1 is NaN. Leave out what has no number, and count it.",
        Assert.Throws<ArgumentException>(() => Regression.MeanAbsoluteError([1, 2], [1, double.NaN])).Message);
}
