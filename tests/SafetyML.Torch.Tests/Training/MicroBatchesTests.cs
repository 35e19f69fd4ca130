using SafetyML.Torch.Training;
using Xunit;

namespace SafetyML.Torch.Tests.Training;

public sealed class MicroBatchesTests
{
    [Fact]
    public void Split_TwoTemplates_PutsEachInItsOwnGroup()
    {
        var rows = Enumerable.Range(0, 8).Select(row => Some(template: row % 2, own: row)).ToArray();

        var groups = MicroBatches.Split(rows, budget: 10_000).ToList();

        Assert.Equal(2, groups.Count);
        Assert.All(groups, group => Assert.Single(group.Select(row => row.Ids[0]).Distinct()));
    }

    [Fact]
    public void Split_AnyBudget_HoldsEveryRowOnceAndKeepsTheBudget()
    {
        var rows = Enumerable.Range(0, 20).Select(row => Some(template: row % 3, own: row)).ToArray();

        var groups = MicroBatches.Split(rows, budget: 90).ToList();

        Assert.Equal(rows.Select(row => row.Ids[^1]).Order(), groups.SelectMany(group => group).Select(row => row.Ids[^1]).Order());
        Assert.All(groups, group => Assert.InRange(PackedRows.Pack(group).Ids.Length, 1, 90));
    }

    [Fact]
    public void Split_RowLongerThanTheBudget_StandsAlone() => Assert.Equal(2, MicroBatches.Split([Some(0, 1), Some(0, 2)], budget: 5).Count());

    private static TrainingExample Some(int template, int own)
    {
        int[] ids = [.. Enumerable.Repeat(template, 60), 100 + own, own];
        return new TrainingExample(ids, ids);
    }
}
