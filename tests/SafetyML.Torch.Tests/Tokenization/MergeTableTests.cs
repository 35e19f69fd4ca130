using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class MergeTableTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(5000)]
    [InlineData(20_000)]
    public void TryGet_ThousandsOfPairs_FindsEachAndNoOther(int capacity)
    {
        var table = new MergeTable(capacity);
        for (var i = 0; i < 20_000; i++)
            table.Add(i % 100, i / 100, i + 7);

        Assert.Equal(20_000, table.Count);
        for (var i = 0; i < 20_000; i++)
            Assert.Equal((true, i, i + 7), (table.TryGet(i % 100, i / 100, out var rank, out var merged), rank, merged));
        Assert.False(table.TryGet(100, 0, out _, out _));
        Assert.False(table.TryGet(0, 200, out _, out _));
    }

    [Fact]
    public void Add_PairThatIsThere_TheLaterCounts()
    {
        var table = new MergeTable();
        table.Add(1, 2, 4);
        table.Add(2, 1, 6);
        table.Add(1, 2, 8);

        Assert.Equal(2, table.Count);
        Assert.Equal((true, 2, 8), (table.TryGet(1, 2, out var rank, out var merged), rank, merged));
    }

    // Room is made for those that differ only, so that the table is put together anew again and again.
    [Fact]
    public void Add_PairsAgainAndAgain_TheLastOrderCounts()
    {
        var table = new MergeTable(MergeTable.RoomFor(1_000_000, 1000));
        var random = new Random(1);
        var order = new List<int>();
        for (var i = 0; i < 100_000; i++)
        {
            var pair = random.Next(1000);
            table.Add(pair, 0, i);
            order.Add(pair);
        }

        order.Reverse();
        var last = order.Distinct().Reverse().ToList();
        Assert.Equal(1000, table.Count);
        Assert.Equal(last, last.OrderBy(pair => table.TryGet(pair, 0, out var rank, out _) ? rank : -1));
    }
}
