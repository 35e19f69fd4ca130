namespace SafetyML.Torch.Tokenization;

/// <summary>Leaves the spaces of byte-level tokens out of the characters that they cover (<c>trim_offsets</c>).</summary>
internal static class OffsetTrimming
{
    private static readonly char Space = ByteAlphabet.CharacterOf((byte)' ');

    /// <summary>Trims the tokens of a text.</summary>
    /// <param name="tokens">The tokens.</param>
    /// <param name="text">The text.</param>
    /// <param name="vocabulary">All tokens.</param>
    /// <param name="added">The ids of added tokens.</param>
    /// <param name="hasPrefixSpace">The first token's first space was put before the text.</param>
    public static void Apply(Span<TokenSpan> tokens, string text, Vocabulary vocabulary, IReadOnlySet<int> added, bool hasPrefixSpace)
    {
        for (var i = 0; i < tokens.Length; i++)
        {
            var (id, start, end) = tokens[i];
            // An added token may have taken the spaces beside it.
            var content = added.Contains(id) ? text[start..end] : vocabulary.TokenOf(id) ?? "";
            var leading = content.TakeWhile(IsSpace).Count();
            var trailing = content.Reverse().TakeWhile(IsSpace).Count();
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
