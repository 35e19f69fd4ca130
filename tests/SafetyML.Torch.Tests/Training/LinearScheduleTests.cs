using SafetyML.Torch.Training;
using Xunit;

namespace SafetyML.Torch.Tests.Training;

public sealed class LinearScheduleTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0.5)]
    [InlineData(2, 1)]
    [InlineData(6, 0.5)]
    [InlineData(10, 0)]
    public void RateAt_StepOfTenWithTwoOfWarmup_RisesThenFalls(int step, double rate) =>
        Assert.Equal(rate, new LinearSchedule(1, 2, 10).RateAt(step), 1e-12);

    [Fact]
    public void RateAt_WithoutWarmup_StartsAtThePeak() => Assert.Equal(0.3, new LinearSchedule(0.3, 0, 4).RateAt(0));

    [Fact]
    public void RateAt_WarmupLongerThanTheRun_StaysBelowThePeak() => Assert.Equal(0.3, new LinearSchedule(1, 10, 4).RateAt(3), 1e-12);
}
