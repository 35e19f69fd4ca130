namespace SafetyML.Torch.Tokenization;

/// <summary>Takes out the spaces that English does not write: before punctuation and shortened words.</summary>
internal static class EnglishSpaces
{
    private static readonly (string From, string To)[] Replacements =
    [
        (" .", "."), (" ?", "?"), (" !", "!"), (" ,", ","), (" ' ", "'"), (" n't", "n't"), (" 'm", "'m"), (" do not", " don't"), (" 's", "'s"), (" 've", "'ve"), (" 're", "'re"),
    ];

    /// <summary>The text without them.</summary>
    public static string Clean(string text)
    {
        if (!text.Contains(' ', StringComparison.Ordinal))
            return text;
        foreach (var (from, to) in Replacements)
            text = text.Replace(from, to, StringComparison.Ordinal);
        return text;
    }
}
