using System.Globalization;
using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>What several steps ask of a text.</summary>
internal static class UnicodeText
{
    /// <summary>The text, with U+FFFD for halves of surrogate pairs.</summary>
    public static string WithoutLoneSurrogates(string text)
        => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    /// <summary>Whether the code point is a mark of any kind.</summary>
    public static bool IsMark(Rune rune)
        => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>The small letters for a code point: one, but two for U+0130.</summary>
    public static string Lower(Rune rune) => rune.Value == 0x130 ? "i\u0307" : Rune.ToLowerInvariant(rune).ToString();
}
