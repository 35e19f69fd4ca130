using System.Buffers;
using SafetyML.Torch.Tokenization;

namespace SafetyML.Torch.Chat;

/// <summary>Says of each token of a part of a text whether it covers a marked character.</summary>
internal static class AnswerTokens
{
    private static readonly SearchValues<char> WhiteSpace = SearchValues.Create(" \t\r\n");

    public static IEnumerable<bool> Of(ModelTokenizer tokenizer, ChatText text, EncodedPart part, bool[] marks)
    {
        var own = marks.AsSpan(part.Offset, part.Length);
        if (part.Length == 0 || !own.ContainsAnyExcept(own[0]))
            return Enumerable.Repeat(part.Length > 0 && own[0], part.Ids.Count);
        // A token may take white space of a message along; its own text decides.
        if (part.IsToken)
            return [own[text.Text.AsSpan(part.Offset, part.Length).IndexOfAnyExcept(WhiteSpace) is var at and >= 0 ? at : 0]];
        var words = text.Text.Substring(part.Offset, part.Length);
        return tokenizer.OffsetsOf(words, part.Ids) is { } offsets
            ? offsets.Select(range => marks.AsSpan(part.Offset + range.Start.Value, range.End.Value - range.Start.Value).Contains(true))
            : ByBeginnings(tokenizer, text, words, part, own);
    }

    // Where characters cannot be followed through a normalizer, the beginning of the text up to each border is encoded: the ids part where the border is.
    private static bool[] ByBeginnings(ModelTokenizer tokenizer, ChatText text, string words, EncodedPart part, ReadOnlySpan<bool> marks)
    {
        var tokens = new bool[part.Ids.Count];
        for (var start = 0; start < marks.Length;)
        {
            var length = marks[start..].IndexOf(!marks[start]);
            var end = length < 0 ? marks.Length : start + length;
            if (marks[start])
            {
                var (first, _) = Border(start);
                var (last, isInside) = Border(end);
                Array.Fill(tokens, true, first, Math.Min(last + (isInside ? 1 : 0), tokens.Length) - first);
            }
            start = end;
        }
        return tokens;

        (int Index, bool IsInside) Border(int at)
        {
            if (at == words.Length)
                return (part.Ids.Count, false);
            var beginning = tokenizer.EncodeBetween(words[..at], part.Offset, text.IsTemplates);
            var common = 0;
            while (common < beginning.Count && common < part.Ids.Count && beginning[common] == part.Ids[common])
                common++;
            return (common, common < beginning.Count);
        }
    }
}
