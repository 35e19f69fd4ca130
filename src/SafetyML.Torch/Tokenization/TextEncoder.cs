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
                ids.Add(token.Id);
            else
                EncodeBetween(Part(text, offset, length), offset, ids, normalizes, splits, null);
        }
    }

    /// <summary>The ids of a text, part by part: an added token that is found in the text as written, or what lies between two of them.</summary>
    /// <param name="text">The text, without lone surrogates.</param>
    /// <param name="allows">Whether the stretch of a start and a length may be an added token. What may not is encoded as other text.</param>
    public IEnumerable<EncodedPart> EncodeParts(string text, Func<int, int, bool> allows)
    {
        foreach (var (offset, length, token) in written.Split(text, (at, found) => allows(at, found.Content.Length)))
        {
            List<int> ids = token is null ? new((length / 3) + 4) : [token.Id];
            if (token is null)
                EncodeBetween(Part(text, offset, length), offset, ids, normalizes: true, splits: true, allows);
            yield return new EncodedPart(offset, length, ids, token is not null);
        }
    }

    /// <summary>Adds the ids of the text between two added tokens, or before the first.</summary>
    /// <param name="part">The text.</param>
    /// <param name="offset">Where it stands in the whole.</param>
    /// <param name="ids">Receives the ids.</param>
    /// <param name="normalizes">Applies the normalizer.</param>
    /// <param name="splits">Applies the pre-tokenizers.</param>
    /// <param name="allows">Whether the stretch of a start and a length of the whole may be an added token; null where every one may.</param>
    public void EncodeBetween(string part, int offset, List<int> ids, bool normalizes, bool splits, Func<int, int, bool>? allows)
    {
        var spelled = part;
        if (normalizes)
            spelled = (offset == 0 ? definition.Normalizer : definition.LaterNormalizer ?? definition.Normalizer)?.Normalize(part) ?? part;
        EncodeNormalized(spelled, offset == 0, ids, splits, allows is null || normalized.IsEmpty ? null : Allowed(part, offset, spelled, allows));
    }

    // A token in the normalized text is the one of the same number in the text as written; where the numbers differ nobody can tell, and none counts.
    private Func<int, AddedToken, bool> Allowed(string part, int offset, string spelled, Func<int, int, bool> allows) => (at, token) =>
    {
        var asWritten = definition.Vocabulary.TokenOf(token.Id) ?? token.Content;
        // The normalizer may have put something before it, as SentencePiece's mark of a word.
        var shift = token.Content.IndexOf(asWritten, StringComparison.Ordinal);
        var (before, after) = (Places(part, asWritten), Places(spelled, shift < 0 ? token.Content : asWritten));
        var index = after.IndexOf(at + Math.Max(shift, 0));
        return index >= 0 && before.Count == after.Count && allows(offset + before[index], asWritten.Length);
    };

    private static List<int> Places(string text, string wanted)
    {
        List<int> places = [];
        for (var at = 0; (at = text.IndexOf(wanted, at, StringComparison.Ordinal)) >= 0; at += wanted.Length)
            places.Add(at);
        return places;
    }

    private static string Part(string text, int offset, int length) => length == text.Length ? text : text.Substring(offset, length);

    private void EncodeNormalized(string text, bool first, List<int> ids, bool splits, Func<int, AddedToken, bool>? allows)
    {
        foreach (var (offset, length, token) in normalized.Split(text, allows))
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
