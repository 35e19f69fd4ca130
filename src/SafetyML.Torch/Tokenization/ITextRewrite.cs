namespace SafetyML.Torch.Tokenization;

/// <summary>One step of a normalizer. Safe for several threads.</summary>
internal interface ITextRewrite
{
    /// <summary>Rewrites a text.</summary>
    /// <param name="text">The text, without lone surrogates.</param>
    /// <param name="sources">
    /// Where given and the text changes, receives for each character of the result the place in <paramref name="text"/> of the character that it comes from, -1 for
    /// one put before the text.
    /// </param>
    /// <returns>The text itself where it does not change.</returns>
    string Apply(string text, List<int>? sources);
}
