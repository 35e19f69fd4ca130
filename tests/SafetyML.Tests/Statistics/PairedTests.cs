using SafetyML.Statistics;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Statistics;

/// <summary>Tests of paired values.</summary>
public sealed class PairedTests
{
    [SkippableFact]
    public void Paired_Reference_AgreesWithScipy()
    {
        var ranks = MetricsFixture.Read("wilcoxon_signed_rank");
        Assert.Equal(
            ranks.Number("p_normal_approximation_no_correction"),
            WilcoxonSignedRank.NormalPValue(ranks.Numbers("first"), ranks.Numbers("second")),
            MetricsFixture.Exact);
        var t = MetricsFixture.Read("paired_t");
        Assert.Equal(t.Number("p"), PairedT.PValue(t.Numbers("first"), t.Numbers("second")), MetricsFixture.Exact);
    }

    // Ranks 1 and 2 are negative: of 2⁵ signs, the sums 0, 1, 2 and 3 (twice) are as small.
    [Fact]
    public void Wilcoxon_FewPairs_IsExact() => Assert.Equal(2 * 5 / 32.0, WilcoxonSignedRank.PValue([-1, -2, 3, 4, 5], [0, 0, 0, 0, 0]), 1e-15);

    // Both of size 1 rank 1.5: of 2³ signs, only the sum 0 is below that of the one negative pair, and two reach it.
    [Fact]
    public void Wilcoxon_Ties_CountTheSignsOfSharedRanks() => Assert.Equal(2 * 3 / 8.0, WilcoxonSignedRank.PValue([-1, 1, 2, 7], [0, 0, 0, 7]), 1e-15);

    [Fact]
    public void Wilcoxon_FiftyPairs_ExactAndNormalAreClose()
    {
        var first = Enumerable.Range(1, 50).Select(i => (double)(i % 3 == 0 ? -i : i)).ToArray();
        Assert.Equal(WilcoxonSignedRank.NormalPValue(first, new double[50]), WilcoxonSignedRank.PValue(first, new double[50]), 0.003);
    }

    [Fact]
    public void Wilcoxon_NothingDiffers_IsOne()
    {
        Assert.Equal(1, WilcoxonSignedRank.PValue([3], [3]));
        Assert.Equal(1, WilcoxonSignedRank.NormalPValue([3], [3]));
    }

    [Fact]
    public void Wilcoxon_NoPairs_IsAnError() => Assert.Throws<ArgumentException>(() => WilcoxonSignedRank.PValue([], []));

    // Differences 1, 2, 3: mean 2, deviation 1, t = 2√3 with 2 degrees: p = 1 − t / √(2 + t²).
    [Fact]
    public void PairedT_ByHand_IsTheClosedForm() => Assert.Equal(1 - Math.Sqrt(12 / 14.0), PairedT.PValue([2, 4, 6], [1, 2, 3]), 1e-12);

    [Fact]
    public void PairedT_OnePairOrAllEqual_IsNotANumber()
    {
        Assert.True(double.IsNaN(PairedT.PValue([1], [2])));
        Assert.True(double.IsNaN(PairedT.PValue([1, 2], [1, 2])));
        Assert.Equal(0, PairedT.PValue([2, 3], [1, 2]));
    }
}
