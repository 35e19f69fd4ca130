using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>Turns a split pattern as Oniguruma reads it into one that .NET reads with the same meaning.</summary>
internal static class PatternTranslation
{
    // Without case, Unicode's "s" is "ſ" too; .NET leaves it out.
    private const string IgnoredCase = "(?i:'s|";
    private const string IgnoredCaseWithLongS = "(?i:'s|'ſ|";

    /// <summary>Rust's word characters, for a class; .NET's lack spacing marks, letter numbers, circled letters and the joiners.</summary>
    public const string RustWord = Word + @"\u200C\u200D";

    private const string Word = @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u24B6-\u24E9";

    // Oniguruma, which reads the patterns of a file, takes the superscripts and fractions of Latin-1 too and leaves the joiners out.
    private const string WordCharacters = Word + @"\u00B2\u00B3\u00B9\u00BC-\u00BE";

    private const int LongestPattern = 2048;

    /// <summary>Translates a pattern.</summary>
    /// <exception cref="ArgumentException">It is longer than any that splits text.</exception>
    public static string ToDotNet(string pattern)
    {
        if (pattern.Length > LongestPattern)
            throw new ArgumentException($"it has {pattern.Length} characters; allowed are {LongestPattern}");
        pattern = pattern.Replace(IgnoredCase, IgnoredCaseWithLongS, StringComparison.Ordinal);
        var translated = new StringBuilder(pattern.Length);
        var insideClass = false;
        for (var i = 0; i < pattern.Length; i++)
        {
            if (pattern[i] == '\\' && i + 1 < pattern.Length)
            {
                translated.Append(Escape(pattern[++i], insideClass));
                continue;
            }

            insideClass = pattern[i] == '[' || (insideClass && pattern[i] != ']');
            translated.Append(pattern[i]);
        }

        return translated.ToString();
    }

    private static string Escape(char escaped, bool insideClass) => (escaped, insideClass) switch
    {
        ('w', true) => WordCharacters,
        ('w', false) => $"[{WordCharacters}]",
        ('W', false) => $"[^{WordCharacters}]",
        _ => $"\\{escaped}",
    };
}
