using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>Turns a split pattern as its library reads it (Oniguruma, Rust) into one that .NET reads with the same meaning.</summary>
internal static class PatternTranslation
{
    // Without case, Unicode's "s" is "ſ" too; .NET leaves it out.
    private const string IgnoredCase = "(?i:'s|";
    private const string IgnoredCaseWithLongS = "(?i:'s|'ſ|";

    // .NET's word characters lack spacing marks, letter numbers, circled letters and the joiners.
    private const string WordCharacters = @"\p{L}\p{M}\p{Nd}\p{Nl}\p{Pc}\u24B6-\u24E9\u200C\u200D";

    /// <summary>Translates a pattern.</summary>
    public static string ToDotNet(string pattern)
    {
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
