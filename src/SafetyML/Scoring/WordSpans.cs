using System.Globalization;

namespace SafetyML.Scoring;

/// <summary>The words of a text: letters, with the marks on them and the apostrophes inside.</summary>
internal static class WordSpans
{
    /// <summary>Where the next word from <paramref name="place"/> on starts; <paramref name="place"/> becomes its end. -1 behind the last.</summary>
    public static int Next(ReadOnlySpan<char> text, ref int place)
    {
        while (place < text.Length && !char.IsLetter(text[place]))
            place++;
        if (place >= text.Length)
            return -1;
        var start = place;
        for (place++; place < text.Length && (char.IsLetter(text[place]) || IsInside(text, place)); place++)
        {
        }
        return start;
    }

    private static bool IsInside(ReadOnlySpan<char> text, int place) => text[place] is '\'' or '\u2019'
        ? place + 1 < text.Length && char.IsLetter(text[place + 1])
        : text[place] >= 0x300 && char.GetUnicodeCategory(text[place]) == UnicodeCategory.NonSpacingMark;
}
