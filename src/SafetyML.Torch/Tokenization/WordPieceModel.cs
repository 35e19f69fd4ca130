namespace SafetyML.Torch.Tokenization;

/// <summary>
/// WordPiece (Schuster and Nakajima, 2012; as in BERT) of one word: the longest token that begins it, then the longest that continues it, and so on; a word that is
/// not covered so, or too long, is the unknown token as a whole.
/// </summary>
internal sealed class WordPieceModel : ITokenModel
{
    private readonly Vocabulary vocabulary;
    private readonly int unknownId;
    private readonly string continuation;
    private readonly int longestWord;
    private readonly int longestToken;
    private readonly PieceCache remembered = new();

    /// <summary>Creates the model.</summary>
    /// <param name="vocabulary">The tokens.</param>
    /// <param name="unknownId">The token for a word that has no tokens.</param>
    /// <param name="continuation">What stands before a token that continues a word.</param>
    /// <param name="longestWord">Code points of the longest word that is looked up.</param>
    public WordPieceModel(Vocabulary vocabulary, int unknownId, string continuation = "##", int longestWord = 100)
    {
        this.vocabulary = vocabulary;
        this.unknownId = unknownId;
        this.continuation = continuation;
        this.longestWord = longestWord;
        longestToken = vocabulary.Longest;
    }

    /// <inheritdoc/>
    public void Encode(ReadOnlySpan<char> piece, List<int> ids) => remembered.Encode(this, piece, ids);

    /// <inheritdoc/>
    public void Trace(ReadOnlySpan<char> piece, List<TokenSpan> tokens)
    {
        var first = tokens.Count;
        if (CodePoints(piece) <= longestWord && TryCover(piece, tokens))
            return;
        tokens.RemoveRange(first, tokens.Count - first);
        tokens.Add(new TokenSpan(unknownId, 0, piece.Length));
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = text.Length;
        foreach (var character in text)
            if (char.IsLowSurrogate(character))
                count--;
        return count;
    }

    private bool TryCover(ReadOnlySpan<char> word, List<TokenSpan> tokens)
    {
        var most = Math.Min(word.Length + continuation.Length, longestToken);
        Span<char> buffer = most <= 256 ? stackalloc char[most + continuation.Length] : new char[most + continuation.Length];
        continuation.CopyTo(buffer);
        for (var start = 0; start < word.Length;)
        {
            var length = start == 0 ? LongestStart(word) : LongestNext(word[start..], buffer, most);
            if (length == 0)
                return false;
            vocabulary.TryGetId(start == 0 ? word[..length] : buffer[..(continuation.Length + length)], out var id);
            tokens.Add(new TokenSpan(id, start, start + length));
            start += length;
        }

        return true;
    }

    private int LongestStart(ReadOnlySpan<char> word)
    {
        var length = Math.Min(word.Length, longestToken);
        while (length > 0 && !vocabulary.TryGetId(word[..length], out _))
            length--;
        return length;
    }

    private int LongestNext(ReadOnlySpan<char> rest, Span<char> buffer, int most)
    {
        var length = Math.Min(rest.Length, most - continuation.Length);
        if (length <= 0)
            return 0;
        rest[..length].CopyTo(buffer[continuation.Length..]);
        while (length > 0 && !vocabulary.TryGetId(buffer[..(continuation.Length + length)], out _))
            length--;
        return length;
    }
}
