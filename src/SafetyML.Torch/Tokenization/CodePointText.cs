using System.Globalization;
using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// A text with one character per code point, for .NET's regular expressions, which see the two halves of a code point above U+FFFF as no letter, digit or symbol:
/// each such code point is replaced by a character of its Unicode category. Split patterns ask for categories and for single characters below U+10000, so they match the same.
/// </summary>
internal readonly ref struct CodePointText
{
    private readonly List<int>? offsets;

    /// <summary>Collapses a text; a text without surrogates stays as it is.</summary>
    public CodePointText(string text)
    {
        Text = text;
        if (!text.AsSpan().ContainsAnyInRange('\uD800', '\uDFFF'))
            return;
        offsets = new List<int>(text.Length + 1);
        var collapsed = new StringBuilder(text.Length);
        for (var offset = 0; offset < text.Length;)
        {
            offsets.Add(offset);
            var wide = char.IsSurrogatePair(text, offset);
            collapsed.Append(wide ? Substitute(CharUnicodeInfo.GetUnicodeCategory(text, offset)) : text[offset]);
            offset += wide ? 2 : 1;
        }

        offsets.Add(text.Length);
        Text = collapsed.ToString();
    }

    /// <summary>The text that a pattern is matched on.</summary>
    public string Text { get; }

    /// <summary>The place in the original text of a place in <see cref="Text"/>.</summary>
    public int OffsetOf(int index) => offsets is null ? index : offsets[index];

    // Characters that no split pattern names on their own.
    private static char Substitute(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter => '\u0531',
        UnicodeCategory.LowercaseLetter => '\u0561',
        UnicodeCategory.TitlecaseLetter => '\u1F88',
        UnicodeCategory.ModifierLetter => '\u02B0',
        UnicodeCategory.OtherLetter => '\u05D0',
        UnicodeCategory.NonSpacingMark => '\u0591',
        UnicodeCategory.SpacingCombiningMark => '\u0903',
        UnicodeCategory.EnclosingMark => '\u0488',
        UnicodeCategory.DecimalDigitNumber => '\u0966',
        UnicodeCategory.LetterNumber => '\u2160',
        UnicodeCategory.OtherNumber => '\u2460',
        UnicodeCategory.Format => '\u00AD',
        UnicodeCategory.PrivateUse => '\uE000',
        UnicodeCategory.ConnectorPunctuation => '\u203F',
        UnicodeCategory.DashPunctuation => '\u058A',
        UnicodeCategory.OpenPunctuation => '\u0F3A',
        UnicodeCategory.ClosePunctuation => '\u0F3B',
        UnicodeCategory.InitialQuotePunctuation => '\u2E02',
        UnicodeCategory.FinalQuotePunctuation => '\u2E03',
        UnicodeCategory.OtherPunctuation => '\u05C0',
        UnicodeCategory.MathSymbol => '\u2200',
        UnicodeCategory.CurrencySymbol => '\u20A0',
        UnicodeCategory.ModifierSymbol => '\u02C2',
        UnicodeCategory.OtherSymbol => '\u2400',
        _ => '\uFFFF',
    };
}
