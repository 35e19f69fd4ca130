using System.Text.Json;
using SafetyML.Evaluation;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Evaluation;

/// <summary>Intervals against statsmodels' (<c>proportion_confint</c>, method <c>wilson</c>).</summary>
public sealed class WilsonFixtureTests
{
    [Theory]
    [InlineData(0, 10, 0, 0.27753279986288926)]
    [InlineData(10, 50, 0.11243750015776109, 0.33037105932225413)]
    [InlineData(46, 50, 0.8116175308165716, 0.9684504859114069)]
    [InlineData(1, 1, 0.2065493143772374, 1)]
    public void Rate_Counts_GivesTheReferenceInterval(int hits, int count, double low, double high) => Check(hits, count, low, high);

    [SkippableFact]
    public void Rate_EveryReferenceCase_GivesTheReferenceInterval()
    {
        using var reference = JsonDocument.Parse(File.ReadAllBytes(Shared.Fixture("metrics/reference.json")));
        foreach (var item in reference.RootElement.GetProperty("wilson_95").EnumerateArray())
            Check(item.GetProperty("successes").GetInt32(), item.GetProperty("n").GetInt32(), item.GetProperty("low").GetDouble(), item.GetProperty("high").GetDouble());
    }

    private static void Check(int hits, int count, double low, double high)
    {
        var rate = new Rate(hits, count);
        Assert.Equal(low, rate.Low, 1e-12);
        Assert.Equal(high, rate.High, 1e-12);
    }
}
