using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

public sealed class PieceCacheTests
{
    [Fact]
    public void TryGet_PieceOfTheEndOfAList_GivesItsIds()
    {
        var cache = new PieceCache();
        cache.Add("ab", [9, 1, 2], 1);

        Assert.True(cache.TryGet("ab", out var ids));
        Assert.Equal([1, 2], ids);
        Assert.False(cache.TryGet("a", out _));
    }

    [Fact]
    public void Add_LongPiece_IsNotKept()
    {
        var cache = new PieceCache();
        cache.Add(new string('a', 65), [1], 0);

        Assert.False(cache.TryGet(new string('a', 65), out _));
    }

    [Fact]
    public void Add_MorePiecesThanThereIsRoomFor_KeepsTheFirst()
    {
        var cache = new PieceCache();
        for (var piece = 0; piece < 70_000; piece++)
            cache.Add($"{piece}", [piece], 0);

        Assert.Equal(65_536, Enumerable.Range(0, 70_000).Count(piece => cache.TryGet($"{piece}", out _)));
        Assert.True(cache.TryGet("0", out _));
    }

    [Fact]
    public void Add_SeveralThreads_EachFindsWhatItAdded()
    {
        var cache = new PieceCache();

        Parallel.For(0, 8, thread =>
        {
            for (var piece = 0; piece < 4000; piece++)
            {
                cache.Add($"{piece % 1000}", [piece % 1000], 0);
                cache.Add($"{thread} {piece}", [thread, piece], 0);
                Assert.True(cache.TryGet($"{piece % 1000}", out var shared) && shared[0] == piece % 1000);
            }
        });

        for (var thread = 0; thread < 8; thread++)
            for (var piece = 0; piece < 4000; piece++)
                Assert.True(cache.TryGet($"{thread} {piece}", out var ids) && ids[0] == thread && ids[1] == piece);
    }
}
