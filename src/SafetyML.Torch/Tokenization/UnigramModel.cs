using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Unigram (Kudo, 2018) of one piece of text: of all ways to cut it into tokens, the one with the highest sum of scores, found from left to right (Viterbi). A character
/// that is no token costs more than any token. Time is the length of the piece times that of the longest token.
/// </summary>
internal sealed class UnigramModel : ITokenModel
{
    private readonly TokenTrie trie;
    private readonly Func<int, double> scoreOf;
    private readonly UnigramOptions options;
    private readonly PieceCache remembered = new();

    /// <summary>Creates the model.</summary>
    /// <param name="trie">The tokens that text may become, of a vocabulary whose ids are its places.</param>
    /// <param name="scoreOf">The score of a token.</param>
    /// <param name="options">How unknown characters are treated.</param>
    public UnigramModel(TokenTrie trie, Func<int, double> scoreOf, UnigramOptions options)
    {
        this.trie = trie;
        this.scoreOf = scoreOf;
        this.options = options;
    }

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<char> piece, List<int> ids) => remembered.Encode(this, piece, ids);

    /// <inheritdoc/>
    public void Trace(ReadOnlySpan<char> piece, List<TokenSpan> tokens)
    {
        if (piece.IsEmpty)
            return;
        var best = BestCuts(piece);
        var first = tokens.Count;
        for (var end = piece.Length; end > 0; end = best[end].Start)
        {
            var (start, id) = (best[end].Start, best[end].Id);
            if (id == options.UnknownId && tokens.Count > first && tokens[^1].Id == id)
                tokens[^1] = tokens[^1] with { Start = start };
            else
                tokens.Add(new TokenSpan(id, start, end));
        }

        tokens.Reverse(first, tokens.Count - first);
        if (options.Spelled is not null || options.ByteIds is not null)
            SpellUnknown(piece, tokens, first);
    }

    private Cut[] BestCuts(ReadOnlySpan<char> piece)
    {
        var best = new Cut[piece.Length + 1];
        best.AsSpan(1).Fill(new Cut(-1, 0, 0));
        for (var start = 0; start < piece.Length;)
        {
            Rune.DecodeFromUtf16(piece[start..], out _, out var width);
            var score = best[start].Score;
            var hasSingle = false;
            for (var tokens = trie.Along(piece[start..]); tokens.Next(out var id, out var length);)
            {
                hasSingle |= length == width;
                Offer(ref best[start + length], start, id, options.Add(score, scoreOf(id)));
            }

            if (!hasSingle)
                Offer(ref best[start + width], start, options.UnknownId, options.Add(score, options.UnknownScore));
            start += width;
        }

        return best;
    }

    private static void Offer(ref Cut target, int start, int id, double score)
    {
        if (target.Start < 0 || score > target.Score)
            target = new Cut(start, id, score);
    }

    /// <summary>Unknown characters in a row are a token if they happen to spell one, else their bytes if each is a token.</summary>
    private void SpellUnknown(ReadOnlySpan<char> piece, List<TokenSpan> tokens, int first)
    {
        for (var index = first; index < tokens.Count; index++)
        {
            var token = tokens[index];
            if (token.Id != options.UnknownId)
                continue;
            var text = piece[token.Start..token.End];
            if (options.Spelled is { } spelled && spelled.TryGetId(text, out var id))
                tokens[index] = token with { Id = id };
            else if (options.ByteIds is not null)
                index += ReplaceByBytes(text, tokens, index);
        }
    }

    private int ReplaceByBytes(ReadOnlySpan<char> text, List<TokenSpan> tokens, int index)
    {
        var utf8 = new byte[Encoding.UTF8.GetByteCount(text)];
        Encoding.UTF8.GetBytes(text, utf8);
        if (Array.Exists(utf8, value => options.ByteIds![value] < 0))
            return 0;
        var token = tokens[index];
        tokens.RemoveAt(index);
        tokens.InsertRange(index, utf8.Select(value => token with { Id = options.ByteIds![value] }));
        return utf8.Length - 1;
    }

    private readonly record struct Cut(int Start, int Id, double Score);
}
