using System.Buffers;
using Microsoft.ML.Tokenizers;

namespace StandIns.Tests.Tokenizers;

/// <summary>A tokenizer with nothing but what the base type demands: one token for each character, its code as id.</summary>
internal sealed class CharacterTokenizer : Tokenizer
{
    public List<EncodeSettings> Asked { get; } = [];

    public override OperationStatus Decode(IEnumerable<int> ids, Span<char> destination, out int idsConsumed, out int charsWritten)
    {
        (idsConsumed, charsWritten) = (0, 0);
        foreach (var id in ids)
        {
            if (id < 0)
                return OperationStatus.InvalidData;
            if (charsWritten == destination.Length)
                return OperationStatus.DestinationTooSmall;
            destination[charsWritten++] = (char)id;
            idsConsumed++;
        }

        return OperationStatus.Done;
    }

    protected override EncodeResults<EncodedToken> EncodeToTokens(string? text, ReadOnlySpan<char> textSpan, EncodeSettings settings)
    {
        Asked.Add(settings);
        var characters = text ?? textSpan.ToString();
        var count = Math.Min(characters.Length, settings.MaxTokenCount);
        return new EncodeResults<EncodedToken>
        {
            Tokens = [.. Enumerable.Range(0, count).Select(i => new EncodedToken(characters[i], characters[i].ToString(), i..(i + 1)))],
            CharsConsumed = count,
        };
    }
}
