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
        return Several.Run(() => Enumerable.Range(0, texts.Count).AsParallel().AsOrdered().Select(at => Encode(tokenizer, config, texts[at], at, most)).ToArray());
    }

    private static EncodedText Encode(ModelTokenizer tokenizer, EncoderConfig config, TextPair text, int at, int most)
    {
        if (text.First is null)
            throw new ArgumentException($"Text {at} is null. Use an empty text where there is none.", nameof(text));
        var encoded = tokenizer.EncodePair(text.First, text.Second, most);
        if (encoded.Ids.Count == 0)
            throw new ArgumentException($"Text {at} gives no token: it is empty, and the tokenizer puts none around it. Leave it out.", nameof(text));
        return new EncodedText([.. encoded.Ids], TypeIds(config, encoded.TypeIds));
    }

    /// <summary>RoBERTa was trained with one segment, and the Hugging Face library gives it no other.</summary>
    private static int[] TypeIds(EncoderConfig config, IReadOnlyList<int> types)
    {
        if (config.Family.IsRoberta)
            return new int[types.Count];
        return config.TypeVocabularySize == 0 || types.All(type => type < config.TypeVocabularySize) ? [.. types] : throw new CheckpointFormatException(
            $"The tokenizer gives segment {types.Max()}, but config.json has type_vocab_size {config.TypeVocabularySize}. They belong to different models, or the model takes no pairs.");
    }
}
