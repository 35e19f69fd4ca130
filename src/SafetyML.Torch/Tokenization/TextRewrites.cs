using System.Text;
using System.Text.RegularExpressions;

namespace SafetyML.Torch.Tokenization;

/// <summary>The rewritings of a few lines each.</summary>
internal static class TextRewrites
{
    private static readonly Rune Space = new(' ');

    /// <summary>Small letters, one code point at a time.</summary>
    public static RuneRewrite Lowercase { get; } = new(
        rune => rune.IsAscii ? char.IsAsciiLetterUpper((char)rune.Value) : UnicodeText.Lower(rune) != rune.ToString(),
        (rune, output) => output.Replace(UnicodeText.Lower(rune)));

    /// <summary>Leaves marks out; they stand alone only in a decomposed text.</summary>
    public static RuneRewrite StripMarks { get; } = RuneRewrite.Without(UnicodeText.IsMark);

    /// <summary>The cleaning of neural machine translation: controls go, other white space becomes a space.</summary>
    public static ITextRewrite[] Nmt { get; } =
    [
        RuneRewrite.Without(rune => rune.Value is (>= 0x01 and <= 0x08) or 0x0B or (>= 0x0E and <= 0x1F) or 0x7F or 0x8F or 0x9F),
        new RuneRewrite(
            rune => rune.Value is 0x09 or 0x0A or 0x0C or 0x0D or 0x1680 or (>= 0x200B and <= 0x200F) or 0x2028 or 0x2029 or 0x2581 or 0xFEFF or 0xFFFD,
            (_, output) => output.Replace(Space)),
    ];

    /// <summary>BERT's rewriting: cleaned, Chinese characters spaced, accents stripped, small letters.</summary>
    public static IEnumerable<ITextRewrite> Bert(bool cleans, bool spacesChinese, bool stripsAccents, bool lowers)
    {
        if (cleans)
        {
            yield return RuneRewrite.Without(BertCategories.IsDropped);
            yield return new RuneRewrite(rune => rune.Value != ' ' && Rune.IsWhiteSpace(rune), (_, output) => output.Replace(Space));
        }

        if (spacesChinese)
            yield return new RuneRewrite(BertCategories.IsChinese, (rune, output) => output.Replace($" {rune} "));
        if (stripsAccents)
        {
            yield return new UnicodeNormalizer(NormalizationForm.FormD);
            yield return RuneRewrite.Without(BertCategories.IsAccent);
        }

        if (lowers)
            yield return Lowercase;
    }
}
