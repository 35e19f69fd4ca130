namespace SafetyML.Torch.Tokenization;

/// <summary>Places by their hash: those of one hash are a chain, the latest first. Eight bytes for each place that there is room for.</summary>
/// <param name="capacity">Number of places.</param>
internal sealed class HashChains(int capacity)
{
    // Which hashes meet in one bucket is not for a file to choose.
    private static readonly ulong Multiplier = (ulong)Random.Shared.NextInt64() | 1;

    // Each place plus one, so that 0 ends a chain.
    private readonly int[] firsts = new int[capacity];
    private readonly int[] nexts = new int[capacity];

    /// <summary>The first place that may have a hash, or -1.</summary>
    public int First(ulong hash) => firsts.Length == 0 ? -1 : firsts[Bucket(hash)] - 1;

    /// <summary>The next one, or -1.</summary>
    public int Next(int place) => nexts[place] - 1;

    /// <summary>Adds a place that is in no chain.</summary>
    public void Add(ulong hash, int place)
    {
        ref var first = ref firsts[Bucket(hash)];
        (nexts[place], first) = (first, place + 1);
    }

    /// <summary>Takes a place out of its chain.</summary>
    public void Remove(ulong hash, int place)
    {
        ref var link = ref firsts[Bucket(hash)];
        while (link != place + 1)
            link = ref nexts[link - 1];
        link = nexts[place];
    }

    private int Bucket(ulong hash) => (int)Math.BigMul(hash * Multiplier, (ulong)firsts.Length, out _);
}
