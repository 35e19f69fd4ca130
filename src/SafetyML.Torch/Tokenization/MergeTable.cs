using System.Numerics;
using System.Runtime.CompilerServices;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// What byte-pair encoding may join: two neighbouring tokens, how early the pair is joined (0 first), and the token that it becomes. It is a hash table of its own, optimized
/// from the first look on: a process that encodes one data set has encoded most of it before the runtime would have optimized a dictionary of these types.
/// </summary>
internal sealed class MergeTable
{
    /// <summary>
    /// The longest token, in characters, whose pairs are looked for: all its cuts are tried, which takes time in the square of its length. The longest of known vocabularies have 128.
    /// </summary>
    public const int LongestToken = 256;

    private const int SmallestSize = 16;

    // Which pairs meet in one bucket is not for a file to choose.
    private static readonly ulong Multiplier = (ulong)Random.Shared.NextInt64() | 1;

    private int[] firsts;
    private Pair[] pairs;
    private int shift;

    /// <summary>Creates an empty table.</summary>
    /// <param name="capacity">How many pairs it will have, where that is known.</param>
    public MergeTable(int capacity = 0)
    {
        pairs = new Pair[Math.Max(capacity, SmallestSize)];
        firsts = Index();
    }

    /// <summary>Number of pairs.</summary>
    public int Count { get; private set; }

    /// <summary>Adds a pair; of two entries for one pair the later counts.</summary>
    public void Add(int left, int right, int rank, int merged)
    {
        var at = Find(left, right);
        if (at < 0)
        {
            at = Count++;
            if (at == pairs.Length)
                Grow();
            ref var first = ref firsts[Bucket(left, right)];
            (pairs[at].Next, first) = (first, at + 1);
        }

        pairs[at] = new Pair(left, right, rank, merged, pairs[at].Next);
    }

    /// <summary>Looks a pair up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryGet(int left, int right, out int rank, out int merged)
    {
        var at = Find(left, right);
        (rank, merged) = at < 0 ? (0, 0) : (pairs[at].Rank, pairs[at].Merged);
        return at >= 0;
    }

    /// <summary>
    /// The pairs of a vocabulary that gives each token a rank instead of a list of pairs (tiktoken by id, SentencePiece by score):
    /// every cut of a token into two tokens is a pair of the token's rank. No token is longer than <see cref="LongestToken"/>.
    /// </summary>
    public static MergeTable FromRanks(Vocabulary vocabulary, IEnumerable<(string Token, int Rank)> ranks)
    {
        var table = new MergeTable();
        foreach (var (token, rank) in ranks)
        {
            vocabulary.TryGetId(token, out var merged);
            for (var cut = 1; cut < token.Length; cut++)
                if (vocabulary.TryGetId(token.AsSpan(0, cut), out var left) && vocabulary.TryGetId(token.AsSpan(cut), out var right))
                    table.Add(left, right, rank, merged);
        }

        return table;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find(int left, int right)
    {
        var at = firsts[Bucket(left, right)] - 1;
        while (at >= 0 && (pairs[at].Left != left || pairs[at].Right != right))
            at = pairs[at].Next - 1;
        return at;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private int Bucket(int left, int right) => (int)(((((ulong)(uint)left << 32) | (uint)right) * Multiplier) >> shift);

    private void Grow()
    {
        Array.Resize(ref pairs, pairs.Length * 2);
        firsts = Index();
        for (var at = 0; at < Count - 1; at++)
        {
            ref var first = ref firsts[Bucket(pairs[at].Left, pairs[at].Right)];
            (pairs[at].Next, first) = (first, at + 1);
        }
    }

    // A bucket for each pair, in a power of two.
    private int[] Index()
    {
        var size = BitOperations.RoundUpToPowerOf2((uint)pairs.Length);
        shift = 64 - BitOperations.Log2(size);
        return new int[size];
    }

    /// <summary>A pair and, plus one, the place of the next in its bucket.</summary>
    private record struct Pair(int Left, int Right, int Rank, int Merged, int Next);
}
