namespace SafetyML.Torch.Tokenization;

/// <summary>From a piece of text to tokens: byte-pair encoding, WordPiece, unigram. Safe for several threads.</summary>
internal interface ITokenModel
{
    /// <summary>Adds the ids of a piece to a list.</summary>
    void Encode(ReadOnlySpan<char> piece, List<int> ids);

    /// <summary>Adds the tokens of a piece with the characters of the piece that each covers.</summary>
    void Trace(ReadOnlySpan<char> piece, List<TokenSpan> tokens);
}
