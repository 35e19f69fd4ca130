using SafetyML.Evaluation;
using Xunit;

namespace SafetyML.Tests.Evaluation;

public sealed class RateTests
{
    [Fact]
    public void Rate_NothingScored_IsAnError()
    {
        var exception = Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(0, 0, unscored: 3));
        Assert.StartsWith("A rate needs at least one scored row; 0 were scored and 3 were not.", exception.Message);
    }

    [Fact]
    public void Rate_MoreHitsThanRows_IsAnError() =>
        Assert.StartsWith("3 rows of 2 cannot have the property; 0 to 2 can.", Assert.Throws<ArgumentOutOfRangeException>(() => new Rate(3, 2)).Message);

    [Fact]
    public void ToString_Rate_ShowsIntervalAndCounts() => Assert.Equal("20.0 % [11.2, 33.0] n=50 (2 unscored)", new Rate(10, 50, 2).ToString());
}
