namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Text to ids without the ids that frame a text: added tokens, normalization, added tokens in the normalized text, pre-tokenization, model, in the order of the
/// <c>tokenizers</c> library.
/// </summary>
internal sealed class TextEncoder
{
    private readonly TokenizerDefinition definition;
    private readonly AddedTokenMatcher written;
    private readonly AddedTokenMatcher normalized;
    private readonly PipelineStep[] steps;

    /// <summary>Creates the encoder.</summary>
    public TextEncoder(TokenizerDefinition definition)
    {
        this.definition = definition;
        written = new AddedTokenMatcher(definition.AddedTokens);
        normalized = new AddedTokenMatcher(definition.NormalizedTokens);
        steps = [.. definition.Steps];
    }

    /// <summary>Adds the ids of a text to a list.</summary>
    /// <param name="text">The text, without lone surrogates.</param>
    /// <param name="ids">Receives the ids.</param>
    /// <param name="normalizes">Applies the normalizer.</param>
    /// <param name="splits">Applies the pre-tokenizers; otherwise the text between added tokens is one piece.</param>
    public void Encode(string text, List<int> ids, bool normalizes, bool splits)
    {
        foreach (var (offset, length, token) in written.Split(text))
        {
            if (token is not null)
            {
                ids.Add(token.Id);
                continue;
            }

            var part = Part(text, offset, length);
            if (normalizes)
                part = (offset == 0 ? definition.Normalizer : definition.LaterNormalizer ?? definition.Normalizer)?.Normalize(part) ?? part;
            EncodeNormalized(part, offset == 0, ids, splits);
        }
    }

    private static string Part(string text, int offset, int length) => length == text.Length ? text : text.Substring(offset, length);

    private void EncodeNormalized(string text, bool first, List<int> ids, bool splits)
    {
        foreach (var (offset, length, token) in normalized.Split(text))
        {
            if (token is not null)
                ids.Add(token.Id);
            else if (splits)
                Run(Part(text, offset, length), 0, first && offset == 0, ids);
            else
                definition.Model.Encode(text.AsSpan(offset, length), ids);
        }
    }

    private void Run(string text, int index, bool first, List<int> ids)
    {
        if (index == steps.Length)
        {
            definition.Model.Encode(text, ids);
            return;
        }

        var step = steps[index];
        text = step.Rewrite?.Invoke(text, first) ?? text;
        if (step.Split is null)
        {
            Run(text, index + 1, first, ids);
            return;
        }

        foreach (var (offset, length) in step.Split.PreTokenize(text))
        {
            if (index + 1 == steps.Length)
                definition.Model.Encode(text.AsSpan(offset, length), ids);
            else
                Run(text.Substring(offset, length), index + 1, first && offset == 0, ids);
        }
    }
}
