using SafetyML.Torch.Training;
using Xunit;

namespace SafetyML.Torch.Tests.Training;

public sealed class BatchOrderTests
{
    private static readonly TrainingExample[] Rows = [.. Enumerable.Range(0, 10).Select(id => new TrainingExample([id, id], [id, id]))];

    [Fact]
    public void Rows_OfOneEpoch_HoldEveryExampleOnce()
    {
        var order = new BatchOrder(Rows, new TrainingOptions { BatchSize = 4 });

        var seen = Enumerable.Range(0, order.StepsPerEpoch).SelectMany(order.Rows).Select(row => row.Ids[0]);

        Assert.Equal(Enumerable.Range(0, 10), seen.Order());
    }

    [Fact]
    public void Rows_WithoutShuffle_KeepTheInputOrderInEveryEpoch()
    {
        var order = new BatchOrder(Rows, new TrainingOptions { BatchSize = 4, Shuffle = false });

        Assert.Equal([8, 9], order.Rows(2).Select(row => row.Ids[0]));
        Assert.Equal([0, 1, 2, 3], order.Rows(3).Select(row => row.Ids[0]));
    }

    [Fact]
    public void Rows_OfTwoEpochs_AreInAnotherOrder()
    {
        var order = new BatchOrder(Rows, new TrainingOptions { BatchSize = 10 });

        Assert.NotEqual(order.Rows(0).Select(row => row.Ids[0]), order.Rows(1).Select(row => row.Ids[0]));
    }

    [Fact]
    public void Rows_SameSeed_SameOrder()
    {
        var options = new TrainingOptions { BatchSize = 3, Seed = 7 };

        Assert.Equal(new BatchOrder(Rows, options).Rows(5), new BatchOrder(Rows, options).Rows(5));
    }

    [Theory]
    [InlineData(null, 6)]
    [InlineData(5, 5)]
    public void TotalSteps_ShortLastBatch_CountsIt(int? maxSteps, int expected) =>
        Assert.Equal(expected, new BatchOrder(Rows, new TrainingOptions { BatchSize = 4, Epochs = 2, MaxSteps = maxSteps }).TotalSteps);

    [Fact]
    public void TotalSteps_LargestBatchSize_IsOneStepAnEpoch()
    {
        var order = new BatchOrder(Rows, new TrainingOptions { BatchSize = int.MaxValue, Epochs = 3 });

        Assert.Equal(3, order.TotalSteps);
        Assert.Equal(10, order.Rows(2).Count);
    }
}
