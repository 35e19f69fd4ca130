using System.Buffers;
using System.Globalization;
using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>Finds added tokens in a text: the leftmost first, of several at one place the longest, never two on one character.</summary>
internal sealed class AddedTokenMatcher
{
    private readonly Dictionary<string, AddedToken>.AlternateLookup<ReadOnlySpan<char>> tokens;
    private readonly Dictionary<char, int[]> lengthsByFirst;
    private readonly SearchValues<char> firsts;

    /// <summary>Creates the matcher; of two tokens with one text the later counts.</summary>
    public AddedTokenMatcher(IReadOnlyList<AddedToken> tokens)
    {
        var byContent = new Dictionary<string, AddedToken>(tokens.Count, StringComparer.Ordinal);
        foreach (var token in tokens.Where(token => token.Content.Length > 0))
            byContent[token.Content] = token;
        this.tokens = byContent.GetAlternateLookup<ReadOnlySpan<char>>();
        lengthsByFirst = byContent.Keys.Select(content => (First: content[0], content.Length)).Distinct().GroupBy(content => content.First, content => content.Length)
            .ToDictionary(group => group.Key, group => group.OrderDescending().ToArray());
        firsts = SearchValues.Create([.. lengthsByFirst.Keys]);
    }

    /// <summary>The text in pieces from left to right; a piece with a token is that token's, one without lies between two of them and is not empty.</summary>
    /// <param name="text">The text.</param>
    /// <param name="allows">Whether the stretch of a start and a length may be a token; null where every one may.</param>
    public IEnumerable<(int Offset, int Length, AddedToken? Token)> Split(string text, Func<int, int, bool>? allows = null)
    {
        var done = 0;
        for (var position = 0; TryFind(text, position, allows, out var at, out var token);)
        {
            position = at + token.Content.Length;
            if (token.IsSingleWord && (IsWordBefore(text, at) || IsWordAfter(text, position)))
                continue;
            var start = token.TakesLeftSpace ? SpaceStart(text, at, done) : Math.Max(at, done);
            var end = token.TakesRightSpace ? SpaceEnd(text, position) : position;
            if (start > done)
                yield return (done, start - done, null);
            yield return (start, end - start, token);
            done = end;
            position = Math.Max(position, done);
        }

        if (done < text.Length)
            yield return (done, text.Length - done, null);
    }

    private static int SpaceStart(string text, int end, int least)
    {
        while (end > least && char.IsWhiteSpace(text[end - 1]))
            end--;
        return end;
    }

    private static int SpaceEnd(string text, int start)
    {
        while (start < text.Length && char.IsWhiteSpace(text[start]))
            start++;
        return start;
    }

    private static bool IsWordBefore(string text, int end)
        => Rune.DecodeLastFromUtf16(text.AsSpan(0, end), out var rune, out _) == OperationStatus.Done && IsWord(rune);

    private static bool IsWordAfter(string text, int start)
        => Rune.DecodeFromUtf16(text.AsSpan(start), out var rune, out _) == OperationStatus.Done && IsWord(rune);

    // The word characters of Unicode's regular expressions: letters, marks, decimal digits, letter numbers, connectors, joiners.
    private static bool IsWord(Rune rune)
        => Rune.IsLetter(rune) || rune.Value is 0x200C or 0x200D || Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
            or UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.ConnectorPunctuation;

    private bool TryFind(string text, int position, Func<int, int, bool>? allows, out int at, out AddedToken token)
    {
        while (position < text.Length)
        {
            var step = text.AsSpan(position).IndexOfAny(firsts);
            if (step < 0)
                break;
            at = position + step;
            foreach (var length in lengthsByFirst[text[at]])
                if (length <= text.Length - at && tokens.TryGetValue(text.AsSpan(at, length), out token!) && allows?.Invoke(at, length) != false)
                    return true;
            position = at + 1;
        }

        at = text.Length;
        token = null!;
        return false;
    }
}
