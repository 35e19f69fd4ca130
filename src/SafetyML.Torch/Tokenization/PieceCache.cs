using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// The ids of short pieces that have been encoded before, up to a number of them. Safe for several threads, without locks: an entry does not change once it is in its bucket.
/// It is optimized from the first look on, as <see cref="MergeTable"/> is.
/// </summary>
internal sealed class PieceCache
{
    private const int LongestPiece = 64;
    private const int MostPieces = 1 << 16;
    private const int SegmentBits = 8;
    private const int Mask = (1 << SegmentBits) - 1;

    // Buckets by the low bits of the hash, in segments that are made when they are needed: few pieces take little memory.
    private readonly Entry?[]?[] segments = new Entry?[1 << SegmentBits][];
    private int count;

    /// <summary>Adds the ids of a piece: the remembered ones, else those of the tokens that <paramref name="model"/> traces.</summary>
    public void Encode(ITokenModel model, ReadOnlySpan<char> piece, List<int> ids)
    {
        if (TryGet(piece, out var known))
        {
            ids.AddRange(known.AsSpan());
            return;
        }

        var first = ids.Count;
        List<TokenSpan> tokens = [];
        model.Trace(piece, tokens);
        foreach (var token in tokens)
            ids.Add(token.Id);
        Add(piece, ids, first);
    }

    /// <summary>Looks a piece up.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public bool TryGet(ReadOnlySpan<char> piece, out int[] ids)
    {
        ids = [];
        if (piece.Length > LongestPiece)
            return false;
        var hash = string.GetHashCode(piece);
        if (Volatile.Read(ref segments[hash & Mask]) is not { } segment)
            return false;
        for (var entry = Volatile.Read(ref segment[(hash >> SegmentBits) & Mask]); entry is not null; entry = entry.Next)
        {
            if (entry.Hash != hash || !piece.SequenceEqual(entry.Piece))
                continue;
            ids = entry.Ids;
            return true;
        }

        return false;
    }

    /// <summary>Remembers a piece, unless it is long or the cache is full; its ids are the end of a list.</summary>
    public void Add(ReadOnlySpan<char> piece, List<int> ids, int first)
    {
        if (piece.Length > LongestPiece || Volatile.Read(ref count) >= MostPieces)
            return;
        Interlocked.Increment(ref count);
        var hash = string.GetHashCode(piece);
        ref var segment = ref segments[hash & Mask];
        if (Volatile.Read(ref segment) is null)
            Interlocked.CompareExchange(ref segment, new Entry?[1 << SegmentBits], null);
        ref var bucket = ref segment![(hash >> SegmentBits) & Mask];
        var entry = new Entry(piece.ToString(), CollectionsMarshal.AsSpan(ids)[first..].ToArray(), hash);
        do
            entry.Next = Volatile.Read(ref bucket);
        while (Interlocked.CompareExchange(ref bucket, entry, entry.Next) != entry.Next);
    }

    private sealed class Entry(string piece, int[] ids, int hash)
    {
        public string Piece => piece;

        public int[] Ids => ids;

        public int Hash => hash;

        /// <summary>The next of the bucket; it is set before others see the entry.</summary>
        public Entry? Next { get; set; }
    }
}
