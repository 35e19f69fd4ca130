using System.Collections.Concurrent;
using System.Runtime.InteropServices;

namespace SafetyML.Torch.Tokenization;

/// <summary>The ids of short pieces that have been encoded before, up to a number of them. Safe for several threads.</summary>
internal sealed class PieceCache
{
    private const int LongestPiece = 64;
    private const int MostPieces = 1 << 16;

    private readonly ConcurrentDictionary<string, int[]> pieces = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, int[]>.AlternateLookup<ReadOnlySpan<char>> bySpan;
    private int count;

    /// <summary>Creates an empty cache.</summary>
    public PieceCache()
    {
        bySpan = pieces.GetAlternateLookup<ReadOnlySpan<char>>();
    }

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
    public bool TryGet(ReadOnlySpan<char> piece, out int[] ids)
    {
        ids = [];
        return piece.Length <= LongestPiece && bySpan.TryGetValue(piece, out ids!);
    }

    /// <summary>Remembers a piece, unless it is long or the cache is full; its ids are the end of a list.</summary>
    public void Add(ReadOnlySpan<char> piece, List<int> ids, int first)
    {
        if (piece.Length <= LongestPiece && Volatile.Read(ref count) < MostPieces
            && bySpan.TryAdd(piece, [.. CollectionsMarshal.AsSpan(ids)[first..]]))
            Interlocked.Increment(ref count);
    }
}
