using SafetyML.Torch.Training;
using Xunit;

namespace SafetyML.Torch.Tests.Training;

public sealed class PackedRowsTests
{
    private const int None = TrainingExample.IgnoreIndex;

    [Fact]
    public void Pack_RowsWithTheSameBeginning_HoldItOnce()
    {
        var packed = PackedRows.Pack([Whole(1, 2, 3, 4), Whole(1, 2, 5)]);

        Assert.Equal(2, packed.PrefixLength);
        Assert.Equal([2, 1], packed.RowLengths);
        Assert.Equal([1L, 2, 3, 4, 5], packed.Ids);
        Assert.Equal([0L, 1, 2, 3, 2], packed.Positions);
    }

    [Fact]
    public void Pack_WholeTextLoss_WeighsThePrefixByItsRows()
    {
        var packed = PackedRows.Pack([Whole(1, 2, 3, 4), Whole(1, 2, 5)]);

        // Token 2 is predicted for both rows; the last prefix token predicts 3 and 5; then 3 predicts 4.
        Assert.Equal([0L, 1, 2, 1], packed.LossRows);
        Assert.Equal([2L, 3, 4, 5], packed.Targets);
        Assert.Equal([2f, 1, 1, 1], packed.Weights);
    }

    [Fact]
    public void Pack_ResponseOnlyLoss_LeavesThePromptOut()
    {
        var packed = PackedRows.Pack([new TrainingExample([1, 2, 3, 4], [None, None, None, 4]), new TrainingExample([1, 2, 5], [None, None, 5])]);

        Assert.Equal([2L, 1], packed.LossRows);
        Assert.Equal([4L, 5], packed.Targets);
    }

    [Fact]
    public void Pack_EqualRows_LeaveEachATokenOfItsOwn()
    {
        var packed = PackedRows.Pack([Whole(1, 2, 3), Whole(1, 2, 3)]);

        Assert.Equal(2, packed.PrefixLength);
        Assert.Equal([1, 1], packed.RowLengths);
    }

    [Fact]
    public void Pack_OneRow_HasNoPrefix() => Assert.Equal(0, PackedRows.Pack([Whole(1, 2, 3)]).PrefixLength);

    private static TrainingExample Whole(params int[] ids) => new(ids, ids);
}
