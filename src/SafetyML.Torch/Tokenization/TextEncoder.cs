namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Text to tokens without those that frame a text: added tokens, normalization, added tokens in the normalized text, pre-tokenization, model, in the order of the
/// <c>tokenizers</c> library.
/// </summary>
internal sealed class TextEncoder
{
    private readonly TokenizerDefinition definition;
    private readonly AddedTokenMatcher written;
    private readonly AddedTokenMatcher normalized;
    private readonly PipelineStep[] steps;
    private readonly bool asksWhatIsFirst;

    /// <summary>Creates the encoder.</summary>
    public TextEncoder(TokenizerDefinition definition)
    {
        this.definition = definition;
        written = new AddedTokenMatcher(definition.AddedTokens);
        normalized = new AddedTokenMatcher(definition.NormalizedTokens);
        steps = [.. definition.Steps];
        asksWhatIsFirst = definition.Normalizer is not null && steps.Any(step => step.FirstRewrite is not null);
    }

    /// <summary>Adds the ids of a text to a list.</summary>
    /// <param name="text">The text, without lone surrogates.</param>
    /// <param name="ids">Receives the ids.</param>
    /// <param name="normalizes">Applies the normalizer.</param>
    /// <param name="splits">Applies the pre-tokenizers; otherwise the text between added tokens is one piece.</param>
    public void Encode(string text, List<int> ids, bool normalizes, bool splits)
        => Walk(text, null, normalizes, splits, null, new TokenSink(definition.Model, ids, null));

    /// <summary>Adds the tokens of a text to a list, with the characters of the text that each covers.</summary>
    /// <param name="text">The text, without lone surrogates.</param>
    /// <param name="tokens">Receives the tokens.</param>
    /// <param name="normalizes">Applies the normalizer.</param>
    /// <param name="splits">Applies the pre-tokenizers.</param>
    /// <param name="allows">
    /// Whether the stretch of a start and a length may be an added token; what may not is encoded as other text. Null where every one may.
    /// </param>
    public void Trace(string text, List<TokenSpan> tokens, bool normalizes, bool splits, Func<int, int, bool>? allows = null)
        => Walk(text, SourceMap.Of(text), normalizes, splits, allows, new TokenSink(definition.Model, null, tokens));

    private static string Part(string text, int offset, int length) => length == text.Length ? text : text.Substring(offset, length);

    private void Walk(string text, SourceMap? map, bool normalizes, bool splits, Func<int, int, bool>? allows, TokenSink sink)
    {
        foreach (var (offset, length, token) in written.Split(text, allows))
        {
            if (token is not null)
            {
                sink.Add(token.Id, map, offset, length);
                continue;
            }

            var part = Part(text, offset, length);
            var partMap = map?.Slice(offset, length) ?? (asksWhatIsFirst && offset == 0 ? SourceMap.Of(part) : null);
            if (normalizes)
                part = (offset == 0 ? definition.Normalizer : definition.LaterNormalizer ?? definition.Normalizer)?.Apply(part, ref partMap) ?? part;
            // A text whose beginning the normalizer has taken away has no first piece.
            var first = offset == 0 && (!asksWhatIsFirst || part.Length == 0 || partMap!.Original(0, 1).Start == 0);
            WalkNormalized(part, map is null ? null : partMap, first, splits, allows, sink);
        }
    }

    private void WalkNormalized(string text, SourceMap? map, bool first, bool splits, Func<int, int, bool>? allows, TokenSink sink)
    {
        foreach (var (offset, length, token) in normalized.Split(text, allows is null ? null : AllowsOriginal))
        {
            if (token is not null)
                sink.Add(token.Id, map, offset, length);
            else if (splits)
                Run(Part(text, offset, length), map?.Slice(offset, length), 0, first && offset == 0, sink);
            else
                sink.Add(text, map, offset, length);
        }

        bool AllowsOriginal(int start, int length) => map!.Original(start, start + length) is var (from, to) && allows!(from, to - from);
    }

    private void Run(string text, SourceMap? map, int index, bool first, TokenSink sink)
    {
        if (index == steps.Length)
        {
            sink.Add(text, map, 0, text.Length);
            return;
        }

        var step = steps[index];
        if (step.Rewrite is { } rewrite)
            text = SourceMap.Apply(rewrite, text, ref map);
        if (first && step.FirstRewrite is { } firstRewrite)
            text = SourceMap.Apply(firstRewrite, text, ref map);
        if (step.Split is null)
        {
            Run(text, map, index + 1, first, sink);
            return;
        }

        foreach (var (offset, length) in step.Split.PreTokenize(text))
        {
            if (index + 1 == steps.Length)
                sink.Add(text, map, offset, length);
            else
                Run(text.Substring(offset, length), map?.Slice(offset, length), index + 1, first && offset == 0, sink);
        }
    }
}
