using FsCheck.Xunit;
using SafetyML.Statistics;
using SafetyML.Tests.Support;
using Xunit;
using NonNegativeInt = FsCheck.NonNegativeInt;

namespace SafetyML.Tests.Statistics;

/// <summary>Intervals of rates and of their differences, and the tests that go with them.</summary>
public sealed class ProportionTests
{
    [SkippableFact]
    public void Wilson_Reference_AgreesWithStatsmodels()
    {
        foreach (var item in MetricsFixture.Read("wilson_95").EnumerateArray())
            Close(item.Number("low"), item.Number("high"), Wilson.Of(item.Count("successes"), item.Count("n")));
    }

    [Property]
    public bool Wilson_AnyCounts_HoldsTheShareWithinItsRange(NonNegativeInt hits, NonNegativeInt misses)
    {
        var count = hits.Get + misses.Get;
        if (count == 0)
            return true;
        var (low, high) = Wilson.Of(hits.Get, count);
        return low >= 0 && high <= 1 && low <= (double)hits.Get / count && (double)hits.Get / count <= high && low < high;
    }

    [Fact]
    public void Wilson_Nothing_IsAnError() =>
        Assert.Equal("There are no rows. At least one is needed.", Assert.Throws<ArgumentException>(() => Wilson.Of(0, 0)).Message);

    [SkippableFact]
    public void Newcombe_Reference_AgreesWithStatsmodels()
    {
        foreach (var item in MetricsFixture.Read("newcombe_difference_95").EnumerateArray())
            Close(item.Number("low"), item.Number("high"), Newcombe.Of(item.Count("k1"), item.Count("n1"), item.Count("k2"), item.Count("n2")));
    }

    /// <summary>The worked example of Newcombe's paper on paired proportions (1998, table II): method 10.</summary>
    [Fact]
    public void NewcombePaired_PublishedExample_IsThePublishedInterval()
    {
        var (low, high) = Newcombe.Paired(36, 12, 2, 0);
        Assert.Equal(0.0569, low, 5e-5);
        Assert.Equal(0.3404, high, 5e-5);
    }

    [Property]
    public bool NewcombePaired_AnyCounts_HoldsTheDifference(NonNegativeInt both, NonNegativeInt first, NonNegativeInt second, NonNegativeInt neither)
    {
        var count = both.Get + first.Get + second.Get + neither.Get;
        if (count == 0)
            return true;
        var difference = (double)(first.Get - second.Get) / count;
        var (low, high) = Newcombe.Paired(both.Get, first.Get, second.Get, neither.Get);
        var (mirrorLow, mirrorHigh) = Newcombe.Paired(both.Get, second.Get, first.Get, neither.Get);
        return low >= -1 && high <= 1 && low - 1e-12 <= difference && difference <= high + 1e-12
            && Math.Abs(low + mirrorHigh) < 1e-12 && Math.Abs(high + mirrorLow) < 1e-12;
    }

    [SkippableFact]
    public void McNemar_Reference_AgreesWithStatsmodels()
    {
        var item = MetricsFixture.Read("mcnemar");
        var (truth, first, second) = (item.Flags("truth"), item.Flags("first"), item.Flags("second"));
        var only = truth.Select((label, i) => (First: first[i] == label, Second: second[i] == label)).ToList();
        var (onlyFirst, onlySecond) = (only.Count(row => row.First && !row.Second), only.Count(row => row.Second && !row.First));
        Assert.Equal((item.Count("only_first_right"), item.Count("only_second_right")), (onlyFirst, onlySecond));
        Assert.Equal(item.Number("exact_p"), McNemar.Exact(onlyFirst, onlySecond), MetricsFixture.Exact);
        Assert.Equal(item.Number("chi2_continuity_p"), McNemar.Corrected(onlyFirst, onlySecond), MetricsFixture.Exact);
    }

    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(5, 5, 1)]
    [InlineData(5, 0, 0.0625)] // 2 / 2⁵
    [InlineData(0, 1, 1)]
    public void McNemarExact_ByHand_IsTheSumOfTheTails(int onlyFirst, int onlySecond, double expected) =>
        Assert.Equal(expected, McNemar.Exact(onlyFirst, onlySecond), 1e-15);

    [Fact]
    public void McNemarCorrected_NothingDiffers_IsOne() => Assert.Equal(1, McNemar.Corrected(0, 0));

    [Theory]
    [InlineData(8, 2, 1, 9, 0.005477494641581329)]
    [InlineData(300, 200, 250, 250, 0.0018270076470658027)]
    [InlineData(3, 1, 1, 3, 0.4857142857142857)]
    [InlineData(0, 0, 4, 5, 1)]
    public void FisherExact_ExactFractions_Agree(int a, int b, int c, int d, double expected) =>
        Assert.Equal(expected, FisherExact.PValue(a, b, c, d), 1e-12);

    [SkippableFact]
    public void FisherExact_Reference_AgreesWithScipy()
    {
        foreach (var item in MetricsFixture.Read("fisher_exact_two_sided").EnumerateArray())
        {
            var table = item.GetProperty("table").EnumerateArray().SelectMany(row => row.EnumerateArray().Select(each => each.GetInt32())).ToArray();
            Assert.Equal(item.Number("p"), FisherExact.PValue(table[0], table[1], table[2], table[3]), MetricsFixture.Exact);
        }
    }

    [Fact]
    public void FisherExact_EmptyTable_IsAnError() =>
        Assert.Equal("There are no rows in the table. At least one is needed.", Assert.Throws<ArgumentException>(() => FisherExact.PValue(0, 0, 0, 0)).Message);

    [SkippableFact]
    public void Holm_Reference_AgreesWithStatsmodels()
    {
        var item = MetricsFixture.Read("holm");
        Assert.Equal(item.Numbers("adjusted"), Holm.Adjust(item.Numbers("p")), (expected, actual) => Math.Abs(expected - actual) < MetricsFixture.Exact);
    }

    [Fact]
    public void Holm_NoProbability_IsAnError() =>
        Assert.Equal("Probability 0 is NaN. 0 to 1 is allowed.", Assert.Throws<ArgumentException>(() => Holm.Adjust([double.NaN])).Message);

    private static void Close(double low, double high, Interval actual)
    {
        Assert.Equal(low, actual.Low, MetricsFixture.Exact);
        Assert.Equal(high, actual.High, MetricsFixture.Exact);
    }
}
