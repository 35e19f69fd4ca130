using SafetyML.Statistics;
using Xunit;

namespace SafetyML.Tests.Statistics;

public sealed class RoganGladenTests
{
    private static readonly BinaryCounts Judge = new(TruePositives: 90, FalseNegatives: 10, FalsePositives: 20, TrueNegatives: 80);

    // (0.41 + 0.8 − 1) / (0.9 + 0.8 − 1) = 0.3: with 30 % true positives, 0.3 · 0.9 + 0.7 · 0.2 = 0.41 are seen.
    [Fact]
    public void Of_SeenRate_IsTheTrueOne() => Assert.Equal(0.3, RoganGladen.Of(41, 100, Judge), 1e-12);

    [Fact]
    public void Of_FewerHitsThanTheJudgesErrors_IsBelowZero() => Assert.Equal(-0.1 / 0.7, RoganGladen.Of(10, 100, Judge), 1e-12);

    [Fact]
    public void Of_JudgeNoBetterThanChance_IsAnError() => Assert.Equal(
        "The judge is no better than chance: sensitivity 0.5 and specificity 0.5 add up to no more than 1. No rate can be corrected with it.",
        Assert.Throws<ArgumentException>(() => RoganGladen.Of(1, 2, new(1, 1, 1, 1))).Message);

    [Fact]
    public void Of_JudgeWithoutNegativeLabels_IsAnError() => Assert.Equal(
        "There are no negative labels to measure the judge's specificity on. At least one is needed.",
        Assert.Throws<ArgumentException>(() => RoganGladen.Of(1, 2, new(5, 1, 0, 0))).Message);

    [Fact]
    public void IntervalOf_FewLabelsOfTheJudge_IsWiderThanTheRatesOwn()
    {
        var (low, high) = RoganGladen.IntervalOf(41, 100, new(9, 1, 2, 8));
        var (surerLow, surerHigh) = RoganGladen.IntervalOf(41, 100, new(9000, 1000, 2000, 8000));
        Assert.True(high - low > surerHigh - surerLow, $"[{low}, {high}] and [{surerLow}, {surerHigh}]");
        Assert.True(surerHigh - surerLow > (Wilson.Of(41, 100).High - Wilson.Of(41, 100).Low) / 0.75);
    }

    [Fact]
    public void IntervalOf_JudgeWithoutObservedError_IsNotTakenForPerfect() =>
        Assert.True(RoganGladen.IntervalOf(0, 1000, new(10, 0, 0, 10)).High > 2 * Wilson.Of(0, 1000).High);

    // The interval must hold the true rate in about 95 % of studies in which the rate and the judge's errors are drawn anew.
    [Theory]
    [InlineData(0.3, 0.9, 0.8, 200, 60)]
    [InlineData(0.05, 0.85, 0.95, 300, 80)]
    [InlineData(0.9, 0.95, 0.9, 100, 40)]
    public void IntervalOf_ManyStudies_HoldsTheTruthInAtLeast93PerCent(double rate, double sensitivity, double specificity, int count, int labels)
    {
        var (random, held) = (new Random(11), 0);
        for (var study = 0; study < 2000; study++)
        {
            var hits = Draw(random, count, rate * sensitivity + (1 - rate) * (1 - specificity));
            var (found, cleared) = (Draw(random, labels, sensitivity), Draw(random, labels, specificity));
            var (low, high) = RoganGladen.IntervalOf(hits, count, new(found, labels - found, labels - cleared, cleared));
            held += low <= rate && rate <= high ? 1 : 0;
        }
        Assert.InRange(held, 1860, 1990);
    }

    private static int Draw(Random random, int count, double probability) => Enumerable.Range(0, count).Count(_ => random.NextDouble() < probability);
}
