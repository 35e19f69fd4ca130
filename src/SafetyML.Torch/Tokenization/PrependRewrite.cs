namespace SafetyML.Torch.Tokenization;

/// <summary>Puts a text before one that is not empty; it stands for the first character.</summary>
/// <param name="prefix">What is put in.</param>
/// <param name="onlyIfMissing">Leaves a text that begins with it as it is.</param>
internal sealed class PrependRewrite(string prefix, bool onlyIfMissing = false) : ITextRewrite
{
    /// <inheritdoc/>
    public string Apply(string text, List<int>? sources)
    {
        if (text.Length == 0 || prefix.Length == 0 || (onlyIfMissing && text.StartsWith(prefix, StringComparison.Ordinal)))
            return text;
        sources?.AddRange(Enumerable.Repeat(0, prefix.Length));
        sources?.AddRange(Enumerable.Range(0, text.Length));
        return prefix + text;
    }
}
