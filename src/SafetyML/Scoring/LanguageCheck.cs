using System.Globalization;
using System.Text;

namespace SafetyML.Scoring;

/// <summary>Tells text that is not English: by its script, by how few of its words are common English ones, or as a short answer of another language.</summary>
internal static class LanguageCheck
{
    private const int Words = 64, Letters = 400;

    /// <summary>Why English rules cannot read the text; null where they can.</summary>
    public static string? Fault(ReadOnlySpan<char> text) =>
        IsOtherScript(text) ? "the answer is not written in Latin letters" : IsOtherLanguage(text) || ShortAnswers.IsForeign(text) ? "the answer is not English" : null;

    private static bool IsOtherScript(ReadOnlySpan<char> text)
    {
        var (latin, other) = (0, 0);
        for (int place = 0, read = 1; place < Math.Min(text.Length, Letters); place += read)
        {
            read = 1;
            if (text[place] < 0x250)
            {
                latin += char.IsLetter(text[place]) ? 1 : 0;
                continue;
            }
            Rune.DecodeFromUtf16(text[place..], out var rune, out read);
            other += Rune.IsLetter(rune) && rune.Value is not (>= 0x1e00 and <= 0x1eff) ? 1 : 0;
        }
        // One character of Chinese, Japanese or Korean says what several Latin letters do.
        return (other > 1 && 2 * other > latin) || (other == 1 && latin == 0 && IsIdeograph(text));
    }

    // Alone, a Greek letter may be a result; a character that is a word may be a refusal.
    private static bool IsIdeograph(ReadOnlySpan<char> text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) == UnicodeCategory.OtherLetter)
                return true;
        }
        return false;
    }

    private static bool IsOtherLanguage(ReadOnlySpan<char> text)
    {
        var counts = new LanguageCounts();
        var (place, end) = (0, -1);
        var previous = ReadOnlySpan<char>.Empty;
        for (var words = 0; words < Words && !counts.IsEnglishUpTo(Words) && WordSpans.Next(text, ref place) is var start and >= 0; words++)
        {
            var word = text[start..place];
            if (end < 0 || start != end + 1 || text[end] != ' ')
                counts.EndRun();
            // La la la is one word.
            if (!word.Equals(previous, StringComparison.OrdinalIgnoreCase))
                counts.Add(word);
            end = place;
            previous = word;
        }
        counts.EndRun();
        return counts.IsOtherLanguage;
    }
}
