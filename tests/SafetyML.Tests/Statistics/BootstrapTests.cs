using SafetyML.Statistics;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Statistics;

public sealed class BootstrapTests
{
    [SkippableTheory]
    [InlineData(0)]
    [InlineData(1)]
    public void OfMean_Reference_IsWithinItsTolerance(int seed)
    {
        var item = MetricsFixture.Read("bootstrap_of_the_mean_95");
        var expected = item.Numbers("percentile_low_high_200000_resamples");
        var (low, high) = Bootstrap.OfMean(item.Numbers("values"), resamples: 10_000, seed);
        Assert.Equal(expected[0], low, item.Number("tolerance"));
        Assert.Equal(expected[1], high, item.Number("tolerance"));
    }

    // The mean of n draws of a coin that shows 1 k times of n is a binomial share.
    [Fact]
    public void OfMean_ZerosAndOnes_IsTheBinomialQuantile()
    {
        double[] values = [.. Enumerable.Repeat(1.0, 30), .. Enumerable.Repeat(0.0, 70)];
        var (low, high) = Bootstrap.OfMean(values, 20_000, seed: 3);
        Assert.Equal(Quantile(0.025) / 100.0, low, 0.0101);
        Assert.Equal(Quantile(0.975) / 100.0, high, 0.0101);
        static int Quantile(double part) => Enumerable.Range(0, 101).First(k => Tails.BinomialLower(k, 100, 0.3) >= part);
    }

    [Fact]
    public void OfMean_SameSeed_IsTheSameAndAnotherIsNot()
    {
        double[] values = [.. Enumerable.Range(0, 101).Select(i => Math.Sin(i))];
        Assert.Equal(Bootstrap.OfMean(values, 500, 7), Bootstrap.OfMean(values, 500, 7));
        Assert.NotEqual(Bootstrap.OfMean(values, 500, 7), Bootstrap.OfMean(values, 500, 8));
    }

    [Fact]
    public void OfMean_OneValue_HasNoInterval() => Assert.True(double.IsNaN(Bootstrap.OfMean([2], 100, 0).Low));

    [Fact]
    public void OfMean_Nothing_IsAnError() =>
        Assert.Equal("There are no values. At least one is needed.", Assert.Throws<ArgumentException>(() => Bootstrap.OfMean([], 100, 0)).Message);

    [Fact]
    public void OfMean_NoNumber_IsAnError() => Assert.Throws<ArgumentException>(() => Bootstrap.OfMean([1, double.NaN], 100, 0));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.25, 1.5)]
    [InlineData(1, 3)]
    public void Percentile_Part_IsInterpolated(double part, double expected) => Assert.Equal(expected, Bootstrap.Percentile([1, 2, 3], part));
}
