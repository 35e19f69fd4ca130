using System.Runtime.CompilerServices;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// What byte-pair encoding may join: two neighbouring tokens, how early the pair is joined (0 first), and the token that it becomes. Pairs that are listed are a hash table of its own, optimized
/// from the first look on: a process that encodes one data set has encoded most of it before the runtime would have optimized a dictionary of these types.
/// </summary>
internal sealed class MergeTable
{
    /// <summary>The longest token, in characters, that <see cref="TokenRanks"/> joins. The longest of known vocabularies have 128.</summary>
    public const int LongestToken = 256;

    private const int SmallestSize = 16;

    // Which pairs meet in one bucket is not for a file to choose.
    private static readonly ulong Multiplier = (ulong)Random.Shared.NextInt64() | 1;

    private readonly TokenRanks? ranks;
    private int[] firsts;
    private Pair[] pairs;
    private int used;
    private int gone;

    /// <summary>Creates an empty table.</summary>
    /// <param name="capacity">How many pairs it will have, where that is known.</param>
    public MergeTable(int capacity = 0)
    {
        pairs = new Pair[Math.Max(capacity, SmallestSize)];
        firsts = new int[pairs.Length];
    }

    /// <summary>The table of a vocabulary that gives each token a rank instead of a list of pairs.</summary>
    public MergeTable(TokenRanks ranks)
    {
        this.ranks = ranks;
        (pairs, firsts) = ([], []);
    }

    /// <summary>Number of pairs.</summary>
    public int Count => used - gone;

    /// <summary>Room for a list of pairs of which each is a cut of a token, so that no more differ than the tokens have characters.</summary>
    public static int RoomFor(int listed, int characters) => (int)Math.Min(listed, characters * 9L / 8);

    /// <summary>Adds a pair, which is joined later than those before; of two entries for one pair the later counts.</summary>
    public void Add(int left, int right, int merged)
    {
        if (used == pairs.Length)
            MakeRoom();
        pairs[used] = new Pair { Left = left, Right = right, Merged = merged };
        Index(used++);
    }

    /// <summary>Looks a pair up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryGet(int left, int right, out int rank, out int merged)
    {
        if (ranks is not null)
            return ranks.TryGet(left, right, out rank, out merged);
        rank = firsts[Bucket(left, right)] - 1;
        while (rank >= 0 && (pairs[rank].Left != left || pairs[rank].Right != right))
            rank = pairs[rank].Next - 1;
        merged = rank < 0 ? 0 : pairs[rank].Merged;
        return rank >= 0;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Bucket(int left, int right) => (int)Math.BigMul((((ulong)(uint)left << 32) | (uint)right) * Multiplier, (ulong)firsts.Length, out _);

    // Where pairs are repeated, those that do not count any more make room enough.
    private void MakeRoom()
    {
        if (gone <= used / 16)
            Array.Resize(ref pairs, pairs.Length * 2);
        (var all, used, gone) = (used, 0, 0);
        for (var at = 0; at < all; at++)
            if (pairs[at].Left >= 0)
                pairs[used++] = pairs[at];
        Array.Resize(ref firsts, pairs.Length);
        Array.Clear(firsts);
        for (var at = 0; at < used; at++)
            Index(at);
    }

    /// <summary>Puts a pair into its bucket, and an equal one out of it.</summary>
    private void Index(int at)
    {
        ref var pair = ref pairs[at];
        ref var first = ref firsts[Bucket(pair.Left, pair.Right)];
        ref var link = ref first;
        while (link > 0 && (pairs[link - 1].Left != pair.Left || pairs[link - 1].Right != pair.Right))
            link = ref pairs[link - 1].Next;
        if (link > 0)
        {
            ref var known = ref pairs[link - 1];
            (link, known.Left) = (known.Next, -1);
            gone++;
        }

        (pair.Next, first) = (first, at + 1);
    }

    /// <summary>A pair, whose place is its rank, and whose left token is -1 where it does not count any more; and, plus one, the place of the next in its bucket.</summary>
    private struct Pair
    {
        public int Left, Right, Merged, Next;
    }
}
