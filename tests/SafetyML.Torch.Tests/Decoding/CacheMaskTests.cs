using SafetyML.Torch.Decoding;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class CacheMaskTests
{
    [Fact]
    public void Add_FirstStep_EveryBeamSeesItsPromptAndItsOwnColumn()
    {
        using var scope = NewDisposeScope();
        using var mask = new CacheMask([2, 1], beams: 2, columns: 6, window: null, CPU);

        mask.Add(live: 2, columns: 2);

        Assert.Equal(["###.", "##.#", "#.#.", "#..#"], Show(mask, 2, 4));
    }

    [Fact]
    public void Inherit_BothBeamsFromTheSecond_SeeItsPastOnly()
    {
        using var scope = NewDisposeScope();
        using var mask = new CacheMask([1], beams: 2, columns: 5, window: null, CPU);
        mask.Add(1, 1);

        mask.Inherit(1, 3, tensor(new[] { 1L, 1L }));
        mask.Add(1, 3);

        Assert.Equal(["#.##.", "#.#.#"], Show(mask, 1, 5));
    }

    [Fact]
    public void Keep_ColumnsThatAreSeen_MovesThemToTheFront()
    {
        using var scope = NewDisposeScope();
        using var mask = new CacheMask([1], beams: 2, columns: 5, window: null, CPU);
        mask.Add(1, 1);
        mask.Inherit(1, 3, tensor(new[] { 1L, 1L }));

        Assert.Equal([true, false, true], mask.Seen(1, 3).data<bool>().ToArray());
        mask.Keep(tensor(new[] { 0L, 2L }).unsqueeze(0));

        Assert.Equal(["##...", "##..."], Show(mask, 1, 5));
    }

    [Fact]
    public void Add_SlidingWindow_HidesWhatIsOlder()
    {
        using var scope = NewDisposeScope();
        using var mask = new CacheMask([3], beams: 1, columns: 5, window: 3, CPU);

        mask.Add(1, 3);
        Assert.Equal([".###."], Show(mask, 1, 5));
        mask.Add(1, 4);

        Assert.Equal(["..###"], Show(mask, 1, 5));
    }

    [Fact]
    public void Move_LastPromptIntoAnotherSlot_TakesItsRowsAlong()
    {
        using var scope = NewDisposeScope();
        using var mask = new CacheMask([1, 3], beams: 1, columns: 4, window: 2, CPU);

        mask.Move(from: 1, to: 0);
        mask.Add(1, 3);

        Assert.Equal(["..##"], Show(mask, 1, 4));
    }

    // A row per beam: '#' is seen, '.' is not.
    private static string[] Show(CacheMask mask, int live, long columns) =>
        [.. (mask.Of(live, columns).contiguous() == 0).data<bool>().ToArray().Chunk((int)columns).Select(row => string.Concat(row.Select(seen => seen ? '#' : '.')))];
}
