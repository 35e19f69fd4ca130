using FsCheck.Xunit;
using SafetyML.Statistics;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Statistics;

public sealed class CohenKappaTests
{
    [SkippableFact]
    public void CohenKappa_Reference_AgreesWithScikitLearn()
    {
        var item = MetricsFixture.Read("multiclass");
        var counts = ClassCounts.Of(item.Classes("label"), item.Classes("predicted"), classes: 3);
        Assert.Equal(item.Number("macro_f1"), counts.MacroF1, MetricsFixture.Exact);
        Assert.Equal(item.Number("micro_accuracy"), counts.Accuracy, MetricsFixture.Exact);
        Assert.Equal(item.Number("macro_accuracy"), counts.MacroRecall, MetricsFixture.Exact);
        Assert.Equal(item.Number("cohen_kappa"), CohenKappa.Of(counts), MetricsFixture.Exact);
        var rows = item.GetProperty("confusion").EnumerateArray().Select(row => row.Numbers()).ToArray();
        for (var i = 0; i < 3; i++)
            Assert.Equal(rows[i], Enumerable.Range(0, 3).Select(j => (double)counts[i, j]));
    }

    /// <summary>The example of Fleiss, Levin and Paik (2003): κ .68, standard error .087.</summary>
    [Fact]
    public void IntervalOf_PublishedExample_HasThePublishedError()
    {
        var counts = new ClassCounts(new int[,] { { 75, 1, 4 }, { 5, 4, 1 }, { 0, 0, 10 } });
        Assert.Equal(0.23 / 0.34, CohenKappa.Of(counts), 1e-12);
        var (low, high) = CohenKappa.IntervalOf(counts);
        Assert.Equal(0.087, (high - low) / 2 / Interval.Quantile, 0.001);
    }

    [Fact]
    public void CohenKappa_OneClass_IsNotANumber()
    {
        var counts = ClassCounts.Of([1, 1], [1, 1], classes: 2);
        Assert.True(double.IsNaN(CohenKappa.Of(counts)));
        Assert.True(double.IsNaN(CohenKappa.IntervalOf(counts).Low));
    }

    [Fact]
    public void CohenKappa_Agreement_IsOneAndItsOppositeIsNot()
    {
        Assert.Equal(1, CohenKappa.Of(ClassCounts.Of([0, 1, 2], [0, 1, 2], classes: 3)), 1e-15);
        Assert.Equal(-1, CohenKappa.Of(ClassCounts.Of([0, 1], [1, 0], classes: 2)), 1e-15);
    }

    [Property]
    public bool CohenKappa_SidesExchanged_IsTheSame((bool First, bool Second)[] pairs)
    {
        if (pairs.Length == 0)
            return true;
        bool[] first = [.. pairs.Select(pair => pair.First)], second = [.. pairs.Select(pair => pair.Second)];
        var (one, other) = (CohenKappa.Of(BinaryCounts.Of(first, second).ToClasses()), CohenKappa.Of(BinaryCounts.Of(second, first).ToClasses()));
        return (double.IsNaN(one) && double.IsNaN(other)) || (Math.Abs(one - other) < 1e-12 && one is >= -1.000001 and <= 1.000001);
    }
}
