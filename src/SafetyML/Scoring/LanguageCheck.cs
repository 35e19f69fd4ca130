namespace SafetyML.Scoring;

/// <summary>Tells text that is not English by its script and its commonest words. Text with too little of either passes: code, numbers and names are no
/// language.</summary>
internal static class LanguageCheck
{
    private const int Words = 48, EnoughEnglish = 4, EnoughForeign = 3, EnoughAlone = 2, Letters = 400;

    /// <summary>Why English rules cannot read the text; null where they can.</summary>
    public static string? Fault(ReadOnlySpan<char> text) =>
        IsOtherScript(text) ? "the answer is not written in Latin letters" : IsOtherLanguage(text) ? "the answer is not English" : null;

    private static bool IsOtherScript(ReadOnlySpan<char> text)
    {
        var (latin, other) = (0, 0);
        foreach (var character in text[..Math.Min(text.Length, Letters)])
        {
            if (character < 0x250)
                latin += char.IsLetter(character) ? 1 : 0;
            else
                other += char.IsLetter(character) && character is not (>= '\u1e00' and <= '\u1eff') ? 1 : 0;
        }
        // One character of Chinese, Japanese or Korean says what several Latin letters do.
        return other > 1 && 2 * other > latin;
    }

    private static bool IsOtherLanguage(ReadOnlySpan<char> text)
    {
        Span<char> word = stackalloc char[CommonWords.Longest];
        var counts = new LanguageCounts();
        var (length, end) = (0, -1);
        for (var i = 0; i <= text.Length && counts.Words < Words; i++)
        {
            if (i < text.Length && (char.IsLetter(text[i]) || text[i] is '\'' or '\u2019'))
            {
                if (length < word.Length)
                    word[length] = (char)(text[i] < 128 ? text[i] | 0x20 : text[i]);
                length++;
                continue;
            }
            if (length == 0)
                continue;
            var start = i - length;
            counts.Add(length <= word.Length ? word[..length] : [], text[start..i], isJoined: end >= 0 && start == end + 1 && text[end] == ' ');
            if (counts.English >= EnoughEnglish && counts.English > counts.Foreign)
                return false;
            (length, end) = (0, i);
        }
        counts.End();
        return (counts.Foreign >= EnoughForeign && counts.IsVaried && counts.Foreign > 2 * counts.English)
            || (counts.Foreign >= EnoughAlone && counts.English == 0 && 2 * counts.Foreign > counts.Words);
    }
}
