using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Tokenization;

namespace SafetyML.Torch.Encoders;

/// <summary>Tokenises texts and pairs for an encoder.</summary>
internal static class TextEncoding
{
    /// <summary>Encodes each text, cut to <paramref name="maxTokens"/> or to what the model's positions can hold.</summary>
    /// <exception cref="ArgumentException">A text is null, or gives no token.</exception>
    public static EncodedText[] Encode(ModelTokenizer tokenizer, EncoderConfig config, IReadOnlyList<TextPair> texts, int maxTokens)
    {
        ArgumentNullException.ThrowIfNull(texts);
        ArgumentOutOfRangeException.ThrowIfLessThan(maxTokens, 1);
        int most = Math.Min(maxTokens, config.MaxTokens);
        return [.. Enumerable.Range(0, texts.Count).AsParallel().AsOrdered().Select(at => Encode(tokenizer, config, texts[at], at, most))];
    }

    private static EncodedText Encode(ModelTokenizer tokenizer, EncoderConfig config, TextPair text, int at, int most)
    {
        if (text.First is null)
            throw new ArgumentException($"Text {at} is null. Use an empty text where there is none.", nameof(text));
        if (text.Second is not null)
            throw new NotSupportedException("Pairs are not supported by this tokenizer.");
        int[] ids = tokenizer.Encode(text.First);
        if (ids.Length > most)
            ids = ids[..most];
        return ids.Length > 0 ? new EncodedText(ids, new int[ids.Length]) : throw new ArgumentException($"Text {at} gives no token.", nameof(text));
    }
}
