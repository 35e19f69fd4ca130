using System.Text;
using System.Text.RegularExpressions;

namespace SafetyML.Torch.Tokenization;

/// <summary>Reads the <c>normalizer</c> of a tokenizer.json.</summary>
internal static class NormalizerReader
{
    private const int LongestText = 1024;

    private const string Supported =
        "NFC, NFD, NFKC, NFKD, Lowercase, Strip, StripAccents, Replace, Prepend, BertNormalizer, Precompiled, Nmt, ByteLevel, Sequence";

    /// <summary>The normalizer, or null where there is none.</summary>
    /// <param name="source">The place.</param>
    /// <param name="settings">What the folder's settings say of BERT's normalizer comes first.</param>
    public static TextNormalizer? Read(JsonSource source, TokenizerSettings settings)
        => source.IsMissing ? null : new TextNormalizer([.. ReadSteps(source, settings)]);

    private static IEnumerable<ITextRewrite> ReadSteps(JsonSource source, TokenizerSettings settings)
    {
        var type = source["type"];
        return type.Text() switch
        {
            "Sequence" => source["normalizers"].Items(JsonSource.FewEntries).SelectMany(item => ReadSteps(item, settings)),
            "NFC" => [new UnicodeNormalizer(NormalizationForm.FormC)],
            "NFD" => [new UnicodeNormalizer(NormalizationForm.FormD)],
            "NFKC" => [new UnicodeNormalizer(NormalizationForm.FormKC)],
            "NFKD" => [new UnicodeNormalizer(NormalizationForm.FormKD)],
            "Lowercase" => [TextRewrites.Lowercase],
            "Strip" => [new StripRewrite(source["strip_left"].Flag(true), source["strip_right"].Flag(true))],
            "StripAccents" => [TextRewrites.StripMarks],
            "Replace" => [Replace(source)],
            "Prepend" => [new PrependRewrite(source["prepend"].Text(LongestText))],
            "BertNormalizer" => BertSettings.Read(source, settings).Rewrites(),
            "Precompiled" => [Precompiled(source["precompiled_charsmap"])],
            "Nmt" => TextRewrites.Nmt,
            "ByteLevel" => [new ByteSpelling()],
            _ => throw type.Error($"is a normalizer that is not supported (supported: {Supported})"),
        };
    }

    private static ReplaceRewrite Replace(JsonSource source)
    {
        var content = source["content"].Text(LongestText);
        var pattern = source["pattern"];
        if (pattern["String"].TextOrNull() is { } literal)
            return literal.Length is > 0 and <= LongestText ? new ReplaceRewrite(Regex.Escape(literal), content) : throw pattern.Error($"must have 1 to {LongestText} characters");
        try
        {
            return new ReplaceRewrite(PatternTranslation.ToDotNet(pattern["Regex"].Text()), content);
        }
        catch (ArgumentException e)
        {
            throw pattern.Error($"cannot be read as a regular expression ({e.Message})");
        }
    }

    private static PrecompiledRewrite Precompiled(JsonSource source)
    {
        try
        {
            return new PrecompiledRewrite(CharacterMap.Parse(source.Base64()));
        }
        catch (FormatException e) when (e is not TokenizerFormatException)
        {
            throw source.Error($"cannot be read ({e.Message})");
        }
    }
}
