using SafetyML.Statistics;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Statistics;

public sealed class RatersTests
{
    private const double X = double.NaN;

    // Krippendorff's own example (Computing Krippendorff's Alpha-Reliability, 2011).
    private static readonly double[][] Published =
    [
        [1, 2, 3, 3, 2, 1, 4, 1, 2, X, X, X],
        [1, 2, 3, 3, 2, 2, 4, 1, 2, 5, X, 3],
        [X, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, X],
        [1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, X],
    ];

    [SkippableFact]
    public void Raters_Reference_AgreeWithStatsmodelsAndKrippendorff()
    {
        var item = MetricsFixture.Read("raters");
        double[][] ratings = [.. item.GetProperty("ratings").EnumerateArray().Select(rater => rater.Numbers())];
        int[] Votes(int item) => [.. Enumerable.Range(0, 3).Select(k => ratings.Count(rater => rater[item] == k))];
        var votes = Enumerable.Range(0, ratings[0].Length).Select(Votes).ToList();
        Assert.Equal(item.Number("fleiss_kappa"), FleissKappa.Of(votes), MetricsFixture.Exact);
        Assert.Equal(item.Number("krippendorff_alpha_nominal"), KrippendorffAlpha.Of(ratings, Measurement.Nominal), MetricsFixture.Exact);
        Assert.Equal(item.Number("krippendorff_alpha_ordinal"), KrippendorffAlpha.Of(ratings, Measurement.Ordinal), MetricsFixture.Exact);
    }

    [Theory]
    [InlineData(nameof(Measurement.Nominal), 0.743)]
    [InlineData(nameof(Measurement.Ordinal), 0.815)]
    [InlineData(nameof(Measurement.Interval), 0.849)]
    public void KrippendorffAlpha_MissingRatings_IsThePublishedValue(string measurement, double expected) =>
        Assert.Equal(expected, KrippendorffAlpha.Of(Published, Enum.Parse<Measurement>(measurement)), 0.0005);

    // Fleiss' example with 14 raters, 10 items and 5 classes: κ = .210.
    [Fact]
    public void FleissKappa_PublishedExample_IsThePublishedValue() => Assert.Equal(
        0.210,
        FleissKappa.Of(
        [
            [0, 0, 0, 0, 14], [0, 2, 6, 4, 2], [0, 0, 3, 5, 6], [0, 3, 9, 2, 0], [2, 2, 8, 1, 1],
            [7, 7, 0, 0, 0], [3, 2, 6, 3, 0], [2, 5, 3, 2, 2], [6, 5, 2, 1, 0], [0, 2, 2, 3, 7],
        ]),
        0.0005);

    [Fact]
    public void Raters_OneClassAlone_AreNotANumber()
    {
        Assert.True(double.IsNaN(FleissKappa.Of([[2, 0], [2, 0]])));
        Assert.True(double.IsNaN(KrippendorffAlpha.Of([[1, 1], [1, 1]], Measurement.Nominal)));
    }

    [Fact]
    public void FleissKappa_OtherNumberOfRaters_NamesTheItem() => Assert.Equal(
        "Item 1 has 1 ratings and item 0 has 2. Krippendorff's alpha takes items with missing ratings.",
        Assert.Throws<ArgumentException>(() => FleissKappa.Of([[2, 0], [1, 0]])).Message);

    [Fact]
    public void KrippendorffAlpha_NothingRatedTwice_IsAnError() => Assert.Equal(
        "There are no items that two raters rated. At least one is needed.",
        Assert.Throws<ArgumentException>(() => KrippendorffAlpha.Of([[1, X], [X, 2]], Measurement.Nominal)).Message);
}
