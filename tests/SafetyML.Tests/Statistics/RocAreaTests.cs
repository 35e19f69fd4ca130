using FsCheck.Xunit;
using SafetyML.Statistics;
using SafetyML.Tests.Support;
using Xunit;
using NormalFloat = FsCheck.NormalFloat;

namespace SafetyML.Tests.Statistics;

public sealed class RocAreaTests
{
    [SkippableFact]
    public void RocArea_Reference_AgreesWithScikitLearn()
    {
        var item = MetricsFixture.Read("binary");
        Assert.Equal(item.Number("auroc"), RocArea.Of(item.Flags("label"), item.Numbers("probability")), MetricsFixture.Exact);
        Assert.Equal(item.Number("average_precision"), AveragePrecision.Of(item.Flags("label"), item.Numbers("probability")), MetricsFixture.Exact);
    }

    // Pairs (positive, negative): (3, 1) 1, (3, 2) 1, (2, 1) 1, (2, 2) ½.
    [Fact]
    public void RocArea_Ties_CountHalf() => Assert.Equal(3.5 / 4, RocArea.Of([false, false, true, true], [1, 2, 2, 3]));

    // From the top: 3 is found at precision 1; the two 2 together reach 2 of 3.
    [Fact]
    public void AveragePrecision_Ties_AreTakenTogether() =>
        Assert.Equal(0.5 * 1 + 0.5 * 2 / 3, AveragePrecision.Of([false, false, true, true], [1, 2, 2, 3]), 1e-15);

    [Fact]
    public void RocArea_OneClass_IsNotANumber()
    {
        Assert.True(double.IsNaN(RocArea.Of([true, true], [1, 2])));
        Assert.True(double.IsNaN(RocArea.Of([false], [1])));
        Assert.True(double.IsNaN(AveragePrecision.Of([false], [1])));
        Assert.Equal(1, AveragePrecision.Of([true], [1]));
    }

    [Fact]
    public void RocArea_ScoreThatIsNoNumber_IsAnError() => Assert.Equal(
        "A score is NaN. Leave out what has no number, and count it.",
        Assert.Throws<ArgumentException>(() => RocArea.Of([true, false], [1, double.NaN])).Message);

    [Theory]
    [InlineData(1.0, 10, 10)]
    [InlineData(0.9, 30, 50)]
    [InlineData(0.5, 5, 200)]
    [InlineData(0.0, 10, 10)]
    public void IntervalOf_Area_HoldsItWithinItsRange(double area, int positives, int negatives)
    {
        var (low, high) = RocArea.IntervalOf(area, positives, negatives);
        Assert.InRange(area, low, high);
        Assert.True(low >= 0 && high <= 1 && high - low > 0.01, $"[{low}, {high}]");
    }

    [Fact]
    public void IntervalOf_ManyDraws_HoldsTheTruthInNearly95PerCent()
    {
        const double truth = 0.8; // uniform scores; a positive one is drawn as max of 4, so P(positive > negative) = 4/5
        var (random, held) = (new Random(5), 0);
        for (var i = 0; i < 1000; i++)
        {
            bool[] labels = [.. Enumerable.Repeat(true, 30), .. Enumerable.Repeat(false, 60)];
            var scores = Array.ConvertAll(labels, label => label ? Enumerable.Range(0, 4).Max(_ => random.NextDouble()) : random.NextDouble());
            var (low, high) = RocArea.IntervalOf(RocArea.Of(labels, scores), 30, 60);
            held += low <= truth && truth <= high ? 1 : 0;
        }
        Assert.InRange(held, 925, 985);
    }

    [Property]
    public bool RocArea_RisingMap_ChangesNothing((bool Label, NormalFloat Score)[] rows) => Same(rows, score => Math.Atan(score / 1e3), area => area);

    [Property]
    public bool RocArea_FallingMap_MirrorsIt((bool Label, NormalFloat Score)[] rows) => Same(rows, score => -score, area => 1 - area);

    private static bool Same((bool Label, NormalFloat Score)[] rows, Func<double, double> map, Func<double, double> expected)
    {
        if (rows.Length == 0)
            return true;
        bool[] labels = [.. rows.Select(row => row.Label)];
        double[] scores = [.. rows.Select(row => Math.Round(Math.Clamp(row.Score.Get, -1e6, 1e6)))];
        var (before, after) = (RocArea.Of(labels, scores), RocArea.Of(labels, Array.ConvertAll(scores, score => map(score))));
        return double.IsNaN(before) ? double.IsNaN(after) : Math.Abs(expected(before) - after) < 1e-12;
    }
}
