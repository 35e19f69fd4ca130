using System.Globalization;
using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>Questions to code points, as the <c>tokenizers</c> library asks them.</summary>
internal static class UnicodeText
{
    /// <summary>The text, with U+FFFD for halves of surrogate pairs.</summary>
    public static string WithoutLoneSurrogates(string text)
        => text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF') ? Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) : text;

    /// <summary>Whether BERT's cleaning drops the code point: controls, formats, private use, U+0000 and U+FFFD, but not tab and line ends.</summary>
    public static bool IsDropped(Rune rune)
        => rune.Value is 0xFFFD || (rune.Value is not ('\t' or '\n' or '\r') && Rune.GetUnicodeCategory(rune)
            is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse);

    /// <summary>Whether the code point is a Chinese character, which BERT makes a word of its own.</summary>
    public static bool IsChinese(Rune rune)
        => rune.Value is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF) or (>= 0x2A700 and <= 0x2B73F)
            or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B920 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);

    /// <summary>Whether the code point is a mark that takes no room of its own.</summary>
    public static bool IsAccent(Rune rune) => Rune.GetUnicodeCategory(rune) == UnicodeCategory.NonSpacingMark;

    /// <summary>Whether the code point is a mark of any kind.</summary>
    public static bool IsMark(Rune rune)
        => Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>The small letters for a code point: one, but two for U+0130.</summary>
    public static string Lower(Rune rune) => rune.Value == 0x130 ? "i\u0307" : Rune.ToLowerInvariant(rune).ToString();

    /// <summary>Whether the code point is punctuation; all of ASCII's symbols are.</summary>
    public static bool IsPunctuation(Rune rune)
        => rune.IsAscii
            ? rune.Value is (>= '!' and <= '/') or (>= ':' and <= '@') or (>= '[' and <= '`') or (>= '{' and <= '~')
            : Rune.IsPunctuation(rune);
}
