using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Byte-pair encoding (Sennrich et al., 2016) of one piece of text: characters, joined pair by pair in the order of the merge table, the leftmost of equal pairs
/// first. Time is n log n in the length of the piece; short pieces are remembered. Safe for several threads.
/// </summary>
internal sealed class BpeModel : ITokenModel
{
    private readonly Vocabulary vocabulary;
    private readonly MergeTable merges;
    private readonly BpeOptions options;
    private readonly PieceCache remembered = new();
    private readonly int[]? idsOfBytes;

    /// <summary>Creates the model.</summary>
    /// <param name="vocabulary">The tokens that text may become; not those that only a file's settings name, as the end of a text.</param>
    /// <param name="merges">The pairs.</param>
    /// <param name="options">How unknown characters, bytes and whole pieces are treated.</param>
    public BpeModel(Vocabulary vocabulary, MergeTable merges, BpeOptions options)
    {
        this.vocabulary = vocabulary;
        this.merges = merges;
        this.options = options;
        idsOfBytes = options.SpellsBytes && options.UnusedIds.Count == 0 ? [.. Enumerable.Range(0, 256).Select(IdOfByte)] : null;

        int IdOfByte(int value) => vocabulary.TryGetId([ByteAlphabet.CharacterOf((byte)value)], out var id) ? id : -1;
    }

    /// <summary>The options.</summary>
    public BpeOptions Options => options;

    /// <inheritdoc/>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Encode(ReadOnlySpan<char> piece, List<int> ids)
    {
        if (remembered.TryGet(piece, out var known))
        {
            ids.AddRange(known.AsSpan());
            return;
        }

        var first = ids.Count;
        if (!TryEncodeBytes(piece, ids))
            ids.AddRange(EncodeAnew(piece));
        remembered.Add(piece, ids, first);
    }

    /// <inheritdoc/>
    public void Trace(ReadOnlySpan<char> piece, List<TokenSpan> tokens)
    {
        var ids = new List<int>();
        Encode(piece, ids);
        if (!options.SpellsBytes)
        {
            Trace(piece, ids, tokens);
            return;
        }

        var first = tokens.Count;
        Trace(ByteAlphabet.Spell(piece), ids, tokens);
        var characters = ByteAlphabet.CharactersOfBytes(piece);
        foreach (ref var token in CollectionsMarshal.AsSpan(tokens)[first..])
            token = token with { Start = characters[token.Start].Start, End = characters[token.End - 1].End };
    }

    // A token is made of the symbols that spell it; one that stands for unknown characters is one symbol.
    private void Trace(ReadOnlySpan<char> spelled, List<int> ids, List<TokenSpan> tokens)
    {
        if (options.PrefersWholePieces && ids is [var only] && vocabulary.TryGetId(spelled, out var whole) && whole == only)
        {
            tokens.Add(new TokenSpan(whole, 0, spelled.Length));
            return;
        }

        List<TokenSpan> symbols = [];
        _ = FirstSymbols(spelled, symbols);
        var next = 0;
        foreach (var id in ids)
        {
            var first = symbols[next];
            var left = Length(id) - Length(symbols[next++].Id);
            for (; left > 0 && next < symbols.Count; next++)
                left -= Length(symbols[next].Id);
            tokens.Add(new TokenSpan(id, first.Start, symbols[next - 1].End));
        }

        int Length(int id) => vocabulary.TryGetToken(id, out var token) ? token.Length : 0;
    }

    /// <summary>Encodes a word of a byte-level vocabulary; false where it is long, or a byte of it has no token.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private bool TryEncodeBytes(ReadOnlySpan<char> piece, List<int> ids)
    {
        Span<byte> utf8 = stackalloc byte[ShortPiece.MaxLength];
        if (idsOfBytes is null || !Encoding.UTF8.TryGetBytes(piece, utf8, out var count))
            return false;
        Span<int> symbols = stackalloc int[ShortPiece.MaxLength];
        Span<char> spelled = stackalloc char[ShortPiece.MaxLength];
        for (var i = 0; i < count; i++)
        {
            (symbols[i], spelled[i]) = (idsOfBytes[utf8[i]], ByteAlphabet.CharacterOf(utf8[i]));
            if (symbols[i] < 0)
                return false;
        }

        if (options.PrefersWholePieces && vocabulary.TryGetId(spelled[..count], out var whole))
            ids.Add(whole);
        else
            ids.AddRange((ReadOnlySpan<int>)symbols[..ShortPiece.Join(symbols[..count], merges)]);
        return true;
    }

    private int[] EncodeAnew(ReadOnlySpan<char> piece)
    {
        var spelled = options.SpellsBytes ? ByteAlphabet.Spell(piece).AsSpan() : piece;
        if (options.PrefersWholePieces && vocabulary.TryGetId(spelled, out var whole))
            return [whole];
        var symbols = FirstSymbols(spelled);
        if (symbols.Count <= ShortPiece.MaxLength && options.UnusedIds.Count == 0)
            return [.. symbols[..ShortPiece.Join(CollectionsMarshal.AsSpan(symbols), merges)]];
        var chain = new SymbolChain(symbols);
        var joined = Join(chain);
        return joined is null ? chain.ToArray() : Cut(chain.ToArray(), joined);
    }

    private List<int> FirstSymbols(ReadOnlySpan<char> piece, List<TokenSpan>? spans = null)
    {
        var symbols = new List<int>(piece.Length);
        var afterUnknown = false;
        for (var start = 0; start < piece.Length;)
        {
            Rune.DecodeFromUtf16(piece[start..], out var rune, out var length);
            var known = vocabulary.TryGetId(piece.Slice(start, length), out var id);
            var fuses = afterUnknown && options.FusesUnknown && !known && options.ByteIds is null;
            if (known)
                symbols.Add(id);
            else if (options.ByteIds is { } byteIds)
                AddBytes(rune, byteIds, symbols);
            else if (options.UnknownId is { } unknown && !fuses)
                symbols.Add(unknown);
            if (fuses && spans is [.., var last])
                spans[^1] = last with { End = start + length };
            while (spans?.Count < symbols.Count)
                spans.Add(new TokenSpan(symbols[spans.Count], start, start + length));
            afterUnknown = !known;
            start += length;
        }

        return symbols;
    }

    private static void AddBytes(Rune rune, IReadOnlyList<int> byteIds, List<int> symbols)
    {
        Span<byte> utf8 = stackalloc byte[4];
        foreach (var value in utf8[..rune.EncodeToUtf8(utf8)])
            symbols.Add(byteIds[value]);
    }

    /// <summary>Joins pairs until none is left; returns the halves of joined unused tokens, or null where there are none.</summary>
    private Dictionary<int, (int Left, int Right)>? Join(SymbolChain chain)
    {
        var queue = new PriorityQueue<(int Left, int Merged), ulong>(chain.Count);
        Dictionary<int, (int Left, int Right)>? halves = null;
        for (var left = 0; left < chain.Count - 1; left++)
            Offer(left);
        while (queue.TryDequeue(out var pair, out _))
        {
            var right = chain.Next(pair.Left);
            if (right < 0 || !merges.TryGet(chain[pair.Left], chain[right], out _, out var merged) || merged != pair.Merged)
                continue; // one of the two has been joined with another since
            if (options.UnusedIds.Contains(merged))
                (halves ??= [])[merged] = (chain[pair.Left], chain[right]);
            chain.Join(pair.Left, merged);
            if (chain.Previous(pair.Left) is >= 0 and var previous)
                Offer(previous);
            Offer(pair.Left);
        }

        return halves;

        void Offer(int left)
        {
            if (chain.Next(left) is >= 0 and var right && merges.TryGet(chain[left], chain[right], out var rank, out var merged))
                queue.Enqueue((left, merged), ((ulong)(uint)rank << 32) | (uint)left);
        }
    }

    private static int[] Cut(int[] ids, Dictionary<int, (int Left, int Right)> halves)
    {
        var result = new List<int>(ids.Length);
        var open = new Stack<int>();
        foreach (var id in ids)
        {
            open.Push(id);
            while (open.TryPop(out var next))
            {
                if (!halves.TryGetValue(next, out var half))
                {
                    result.Add(next);
                    continue;
                }

                open.Push(half.Right);
                open.Push(half.Left);
            }
        }

        return [.. result];
    }
}
