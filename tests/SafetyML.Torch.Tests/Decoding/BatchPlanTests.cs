using SafetyML.Torch.Decoding;
using Xunit;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class BatchPlanTests
{
    [Fact]
    public void Split_GivenBatchSize_PutsPromptsOfLikeLengthTogetherLongestFirst() =>
        Assert.Equal([[1, 3], [2, 0]], BatchPlan.Split([3, 9, 5, 7], 2, 4, 128, 1));

    [Fact]
    public void Split_AutomaticSize_KeepsTheBatchesBelowTheMostRows() =>
        Assert.All(BatchPlan.Split(new int[300], null, 4, 1, 1), batch => Assert.True(batch.Length * 4 <= BatchPlan.MostRows));

    [Fact]
    public void Split_AutomaticSize_KeepsTheCacheBelowTheMostBytes()
    {
        var batches = BatchPlan.Split(Enumerable.Repeat(512, 10).ToArray(), null, 4, 128, BatchPlan.MostBytes / 3000);

        Assert.Equal([2, 2, 2, 2, 2], batches.Select(batch => batch.Length));
    }

    [Fact]
    public void Split_OnePromptAboveTheMostBytes_IsABatchOfItsOwn() =>
        Assert.Equal([[0], [1]], BatchPlan.Split([10, 10], null, 1, 10, BatchPlan.MostBytes));

    [Fact]
    public void Split_NoPrompts_HasNoBatches() => Assert.Empty(BatchPlan.Split([], null, 4, 128, 1));
}
