using System.Buffers;

namespace Microsoft.ML.Tokenizers;

/// <summary>Text to ids and back. A derived type gives tokens and the decoding into a span; all other members have a form that rests on these two.</summary>
public abstract class Tokenizer
{
    private const int FirstDecodeLength = 1024;

    protected Tokenizer()
    {
    }

    public virtual PreTokenizer? PreTokenizer => null;

    public virtual Normalizer? Normalizer => null;

    public IReadOnlyList<int> EncodeToIds(string text, bool considerPreTokenization = true, bool considerNormalization = true)
        => EncodeToIds(text, text.AsSpan(), Settings(considerPreTokenization, considerNormalization)).Tokens;

    public IReadOnlyList<int> EncodeToIds(ReadOnlySpan<char> text, bool considerPreTokenization = true, bool considerNormalization = true)
        => EncodeToIds(null, text, Settings(considerPreTokenization, considerNormalization)).Tokens;

    public IReadOnlyList<int> EncodeToIds(
        string text,
        int maxTokenCount,
        out string? normalizedText,
        out int charsConsumed,
        bool considerPreTokenization = true,
        bool considerNormalization = true)
    {
        var results = EncodeToIds(text, text.AsSpan(), Settings(considerPreTokenization, considerNormalization, maxTokenCount));
        (normalizedText, charsConsumed) = (results.NormalizedText, results.CharsConsumed);
        return results.Tokens;
    }

    public IReadOnlyList<EncodedToken> EncodeToTokens(string text, out string? normalizedText, bool considerPreTokenization = true, bool considerNormalization = true)
    {
        var results = EncodeToTokens(text, text.AsSpan(), Settings(considerPreTokenization, considerNormalization));
        normalizedText = results.NormalizedText;
        return results.Tokens;
    }

    public int CountTokens(string text, bool considerPreTokenization = true, bool considerNormalization = true)
        => CountTokens(text, text.AsSpan(), Settings(considerPreTokenization, considerNormalization));

    public int GetIndexByTokenCount(
        string text,
        int maxTokenCount,
        out string? normalizedText,
        out int tokenCount,
        bool considerPreTokenization = true,
        bool considerNormalization = true)
        => GetIndexByTokenCount(
            text, text.AsSpan(), Settings(considerPreTokenization, considerNormalization, maxTokenCount), fromEnd: false, out normalizedText, out tokenCount);

    public int GetIndexByTokenCountFromEnd(
        string text,
        int maxTokenCount,
        out string? normalizedText,
        out int tokenCount,
        bool considerPreTokenization = true,
        bool considerNormalization = true)
        => GetIndexByTokenCount(
            text, text.AsSpan(), Settings(considerPreTokenization, considerNormalization, maxTokenCount), fromEnd: true, out normalizedText, out tokenCount);

    public virtual string Decode(IEnumerable<int> ids)
    {
        ArgumentNullException.ThrowIfNull(ids);
        for (var length = FirstDecodeLength; ; length = checked(length * 2))
        {
            var buffer = ArrayPool<char>.Shared.Rent(length);
            try
            {
                var status = Decode(ids, buffer, out _, out var written);
                if (status == OperationStatus.Done)
                    return new string(buffer, 0, written);
                if (status != OperationStatus.DestinationTooSmall)
                    throw new InvalidOperationException("The provided token IDs could not be decoded.");
            }
            finally
            {
                ArrayPool<char>.Shared.Return(buffer);
            }
        }
    }

    public abstract OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten);

    protected abstract EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings);

    protected virtual EncodeResults<int> EncodeToIds(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        var results = EncodeToTokens(text, textSpan, settings);
        return new EncodeResults<int>
        {
            Tokens = results.Tokens.Select(token => token.Id).ToArray(),
            NormalizedText = results.NormalizedText,
            CharsConsumed = results.CharsConsumed,
        };
    }

    protected virtual int CountTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
        => EncodeToTokens(text, textSpan, settings).Tokens.Count;

    protected virtual int GetIndexByTokenCount(
        string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings, bool fromEnd, out string? normalizedText, out int tokenCount)
    {
        var limit = settings.MaxTokenCount;
        if (fromEnd)
            settings.MaxTokenCount = int.MaxValue; // the last tokens are known only once the whole text is encoded
        var results = EncodeToTokens(text, textSpan, settings);
        var tokens = results.Tokens;
        normalizedText = results.NormalizedText;
        tokenCount = Math.Min(limit, tokens.Count);
        if (fromEnd)
            return tokenCount == 0 ? normalizedText?.Length ?? textSpan.Length : tokens[^tokenCount].Offset.Start.Value;
        return tokenCount == 0 ? 0 : tokens[tokenCount - 1].Offset.End.Value;
    }

    private static EncodeSettings Settings(bool considerPreTokenization, bool considerNormalization, int maxTokenCount = int.MaxValue)
        => new() { ConsiderPreTokenization = considerPreTokenization, ConsiderNormalization = considerNormalization, MaxTokenCount = maxTokenCount };
}
