using SafetyML.Statistics;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Statistics;

public sealed class BinaryCountsTests
{
    [SkippableFact]
    public void BinaryCounts_Reference_AgreesWithScikitLearn()
    {
        var item = MetricsFixture.Read("binary");
        var counts = BinaryCounts.Of(item.Flags("label"), item.Flags("predicted"));
        int[] cells = [counts.TrueNegatives, counts.FalsePositives, counts.FalseNegatives, counts.TruePositives];
        Assert.Equal(item.Classes("confusion_tn_fp_fn_tp"), cells);
        Assert.Equal(item.Number("accuracy"), counts.Accuracy, MetricsFixture.Exact);
        Assert.Equal(item.Number("precision"), counts.Precision, MetricsFixture.Exact);
        Assert.Equal(item.Number("recall"), counts.Recall, MetricsFixture.Exact);
        Assert.Equal(item.Number("f1"), counts.F1, MetricsFixture.Exact);
        Assert.Equal(item.Number("matthews"), counts.Matthews, MetricsFixture.Exact);
        Assert.Equal(item.Number("balanced_accuracy"), counts.BalancedAccuracy, MetricsFixture.Exact);
        Assert.Equal(item.Number("cohen_kappa"), CohenKappa.Of(counts.ToClasses()), MetricsFixture.Exact);
    }

    [Fact]
    public void BinaryCounts_ByHand_GivesEachRate()
    {
        var counts = new BinaryCounts(TruePositives: 6, FalseNegatives: 2, FalsePositives: 3, TrueNegatives: 9);
        Assert.Equal(6 / 9.0, counts.Precision);
        Assert.Equal(6 / 8.0, counts.Recall);
        Assert.Equal(9 / 12.0, counts.Specificity);
        Assert.Equal(15 / 20.0, counts.Accuracy);
        Assert.Equal(12 / 17.0, counts.F1);
        Assert.Equal((6 * 9 - 3 * 2) / Math.Sqrt(9 * 8 * 12 * 11), counts.Matthews, 1e-15);
    }

    [Fact]
    public void F1Interval_Counts_HoldsF1AndNarrows()
    {
        var (few, many) = (new BinaryCounts(6, 2, 3, 9), new BinaryCounts(600, 200, 300, 900));
        Assert.InRange(few.F1, few.F1Interval.Low, few.F1Interval.High);
        Assert.InRange(many.F1, many.F1Interval.Low, many.F1Interval.High);
        Assert.True(many.F1Interval.High - many.F1Interval.Low < (few.F1Interval.High - few.F1Interval.Low) / 5);
    }

    [Fact]
    public void BinaryCounts_ShareOfNothing_IsNotANumber()
    {
        var counts = BinaryCounts.Of([false, false], [false, false]);
        Assert.True(double.IsNaN(counts.Precision) && double.IsNaN(counts.Recall) && double.IsNaN(counts.F1) && double.IsNaN(counts.Matthews));
        Assert.True(double.IsNaN(counts.F1Interval.Low));
        Assert.Equal(1, counts.Accuracy);
    }

    [Fact]
    public void Of_NoRows_IsAnError() => Assert.Equal(
        "There are no pairs of values. At least one is needed.", Assert.Throws<ArgumentException>(() => BinaryCounts.Of([], [])).Message);

    [Fact]
    public void Of_OtherNumberOfPredictions_IsAnError() => Assert.Equal(
        "1 values cannot be paired with 2. Give one of the second for each of the first.",
        Assert.Throws<ArgumentException>(() => BinaryCounts.Of([true], [true, false])).Message);
}
