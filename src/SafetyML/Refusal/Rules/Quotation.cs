namespace SafetyML.Refusal.Rules;

/// <summary>Quoted speech and code inside an answer: what is said there is not said by the answerer.</summary>
internal static class Quotation
{
    // A bound keeps the time of a text of nothing but opening quotation marks linear.
    private const int Longest = 600;
    private const string Fence = "```";

    /// <summary>Where the quotation ends that opens at <paramref name="place"/>; it must close on the same line. 0 where none opens.</summary>
    public static int EndOf(ReadOnlySpan<char> text, int place)
    {
        var line = text.Slice(place + 1, Math.Min(text.Length - place - 1, Longest));
        if (line.IndexOf('\n') is var end and >= 0)
            line = line[..end];
        var close = text[place] switch
        {
            '"' or '\u201c' or '\u201d' => line.IndexOfAny('"', '\u201c', '\u201d'),
            '\u00ab' => line.IndexOf('\u00bb'),
            '\'' or '\u2018' or '\u2019' when IsBeforeWord(text, place) => SingleClose(line),
            _ => -1,
        };
        return close < 0 ? 0 : place + 1 + close;
    }

    /// <summary>Whether a block of code begins or ends here: three backticks.</summary>
    public static bool IsFence(ReadOnlySpan<char> text, int place) => text[place..].StartsWith(Fence) && (place == 0 || text[place - 1] != '`');

    /// <summary>The part of a text that one fence of plain text encloses whole; the whole text where none does.</summary>
    public static (int Start, int End) InsideFence(ReadOnlySpan<char> text)
    {
        var (start, end) = (text.Length - text.TrimStart().Length, text.TrimEnd().Length);
        if (end - start < 2 * Fence.Length || !text[start..].StartsWith(Fence) || !text[..end].EndsWith(Fence))
            return (0, text.Length);
        var inside = text[(start + Fence.Length)..(end - Fence.Length)];
        var line = inside.IndexOf('\n');
        if (line < 0 || inside.IndexOf(Fence) >= 0 || inside[..line].Trim() is not ("" or "text" or "txt" or "plaintext" or "markdown" or "md"))
            return (0, text.Length);
        return (start + Fence.Length + line, end - Fence.Length);
    }

    private static bool IsBeforeWord(ReadOnlySpan<char> text, int place) =>
        (place == 0 || !char.IsLetterOrDigit(text[place - 1])) && place + 1 < text.Length && char.IsLetter(text[place + 1]);

    // An apostrophe inside or at the head of a word closes nothing.
    private static int SingleClose(ReadOnlySpan<char> line)
    {
        for (var i = 1; i < line.Length; i++)
        {
            if (line[i] is '\'' or '\u2019' && !char.IsWhiteSpace(line[i - 1]) && (i + 1 == line.Length || !char.IsLetterOrDigit(line[i + 1])))
                return i;
        }
        return -1;
    }
}
