namespace SafetyML.Torch.Tokenization;

/// <summary>Takes white space from the ends of a text.</summary>
internal sealed class StripRewrite(bool left, bool right) : ITextRewrite
{
    /// <inheritdoc/>
    public string Apply(string text, List<int>? sources)
    {
        var start = left ? text.Length - text.AsSpan().TrimStart().Length : 0;
        var end = right ? Math.Max(start, text.AsSpan().TrimEnd().Length) : text.Length;
        if (end - start == text.Length)
            return text;
        sources?.AddRange(Enumerable.Range(start, end - start));
        return text[start..end];
    }
}
