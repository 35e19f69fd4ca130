using SafetyML.Statistics;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Statistics;

public sealed class ProbabilityErrorsTests
{
    [SkippableFact]
    public void ProbabilityErrors_Reference_AgreeWithScikitLearn()
    {
        var item = MetricsFixture.Read("binary");
        var (labels, probabilities) = (item.Flags("label"), item.Numbers("probability"));
        Assert.Equal(item.Number("brier"), ProbabilityErrors.Brier(labels, probabilities), MetricsFixture.Exact);
        Assert.Equal(item.Number("log_loss"), ProbabilityErrors.LogLoss(labels, probabilities, least: 1e-6), MetricsFixture.Exact);
    }

    // Bin (0, ½]: 0, 0.2 and 0.5 with one positive; bin (½, 1]: 0.9 and 1 with one positive.
    [Fact]
    public void Calibration_ByHand_WeighsTheBins() => Assert.Equal(
        (Math.Abs(0.7 - 1) + Math.Abs(1.9 - 1)) / 5, ProbabilityErrors.Calibration([false, true, false, true, false], [0, 0.2, 0.5, 0.9, 1], bins: 2), 1e-15);

    [Fact]
    public void Calibration_ProbabilitiesThatHold_IsZero() =>
        Assert.Equal(0, ProbabilityErrors.Calibration([true, false, false, false, true], [0.25, 0.25, 0.25, 0.25, 1]), 1e-15);

    [Theory]
    [InlineData(1.2)]
    [InlineData(double.NaN)]
    public void ProbabilityErrors_NoProbability_IsAnError(double value) => Assert.Equal(
        $"Probability 1 is {value}. 0 to 1 is allowed.", Assert.Throws<ArgumentException>(() => ProbabilityErrors.Brier([true, true], [1, value])).Message);

    [Fact]
    public void ProbabilityErrors_NoRows_IsAnError() => Assert.Throws<ArgumentException>(() => ProbabilityErrors.Calibration([], []));
}
