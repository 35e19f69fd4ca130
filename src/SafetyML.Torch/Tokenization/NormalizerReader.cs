using System.Text;
using System.Text.RegularExpressions;
using Microsoft.ML.Tokenizers;

namespace SafetyML.Torch.Tokenization;

/// <summary>Reads the <c>normalizer</c> of a tokenizer.json.</summary>
internal static class NormalizerReader
{
    private const string Supported = "NFC, NFD, NFKC, NFKD, Lowercase, Strip, Replace, Prepend, Sequence";

    private static readonly TimeSpan LongestMatch = TimeSpan.FromSeconds(1);

    /// <summary>The normalizer, or null where there is none.</summary>
    public static Normalizer? Read(JsonSource source)
    {
        if (source.IsMissing)
            return null;
        var type = source["type"];
        return type.Text() switch
        {
            "Sequence" => FunctionNormalizer.Chain([.. source["normalizers"].Items().Select(Read).OfType<Normalizer>()]),
            "NFC" => new UnicodeNormalizer(NormalizationForm.FormC),
            "NFD" => new UnicodeNormalizer(NormalizationForm.FormD),
            "NFKC" => new UnicodeNormalizer(NormalizationForm.FormKC),
            "NFKD" => new UnicodeNormalizer(NormalizationForm.FormKD),
            "Lowercase" => new FunctionNormalizer(text => text.ToLowerInvariant()),
            "Strip" => Strip(source["strip_left"].Flag(true), source["strip_right"].Flag(true)),
            "Replace" => Replace(source),
            "Prepend" => Prepend(source["prepend"].Text()),
            _ => throw type.Error($"is a normalizer that is not supported (supported: {Supported})"),
        };
    }

    private static FunctionNormalizer Strip(bool left, bool right)
        => new(text => (left, right) switch
        {
            (true, true) => text.Trim(),
            (true, false) => text.TrimStart(),
            (false, true) => text.TrimEnd(),
            _ => text,
        });

    private static FunctionNormalizer Prepend(string prefix) => new(text => text.Length == 0 ? text : prefix + text);

    private static FunctionNormalizer Replace(JsonSource source)
    {
        var content = source["content"].Text();
        var pattern = source["pattern"];
        if (pattern["String"].TextOrNull() is { } literal)
            return literal.Length == 0 ? throw pattern.Error("must not be empty") : new(text => text.Replace(literal, content, StringComparison.Ordinal));
        try
        {
            var regex = new Regex(PatternTranslation.ToDotNet(pattern["Regex"].Text()), RegexOptions.CultureInvariant, LongestMatch);
            return new(text => Replace(text, regex, content));
        }
        catch (ArgumentException e)
        {
            throw pattern.Error($"cannot be read as a regular expression ({e.Message})");
        }
    }

    private static string Replace(string text, Regex regex, string content)
    {
        try
        {
            return regex.Replace(text, _ => content);
        }
        catch (RegexMatchTimeoutException e)
        {
            throw new TokenizerFormatException($"The normalizer's pattern '{regex}' takes longer than {LongestMatch.TotalSeconds} s on a text of {text.Length} characters.", e);
        }
    }
}
