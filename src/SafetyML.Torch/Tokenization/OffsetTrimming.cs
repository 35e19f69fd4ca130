namespace SafetyML.Torch.Tokenization;

/// <summary>Leaves the spaces of byte-level tokens out of the characters that they cover (<c>trim_offsets</c>).</summary>
internal static class OffsetTrimming
{
    private static readonly char Space = ByteAlphabet.CharacterOf((byte)' ');

    /// <summary>Trims the tokens of a text.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="vocabulary">Their texts.</param>
    /// <param name="hasPrefixSpace">The first token's first space was put before the text.</param>
    public static void Apply(Span<TokenSpan> tokens, Vocabulary vocabulary, bool hasPrefixSpace)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            var (id, start, end) = tokens[i];
            var text = vocabulary.TokenOf(id) ?? "";
            var leading = text.TakeWhile(IsSpace).Count();
            var trailing = text.Reverse().TakeWhile(IsSpace).Count();
            if (leading > 0 && hasPrefixSpace && (i == 0 || start == 0))
                leading--;
            start = Math.Min(start + leading, end);
            if (trailing > 0 && end >= trailing)
                end = Math.Max(end - trailing, start);
            tokens[i] = new TokenSpan(id, start, end);
        }
    }

    private static bool IsSpace(char character) => character == Space || char.IsWhiteSpace(character);
}
