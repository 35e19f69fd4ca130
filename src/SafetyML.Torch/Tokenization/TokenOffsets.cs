using System.Text;
using Microsoft.ML.Tokenizers;

namespace SafetyML.Torch.Tokenization;

/// <summary>Finds the characters of a text that each token covers, by reading the tokens' bytes along the text's.</summary>
internal static class TokenOffsets
{
    /// <summary>
    /// The tokens with the characters that they cover. A token that covers a part of a character covers all of it; a token without text of its own, and one that
    /// a normalizer has changed beyond recognition, covers nothing.
    /// </summary>
    /// <param name="text">The text.</param>
    /// <param name="ids">Its ids.</param>
    /// <param name="prefixCount">How many ids stand before the text.</param>
    /// <param name="definition">The tokenizer.</param>
    public static List<EncodedToken> Align(string text, IReadOnlyList<int> ids, int prefixCount, TokenizerDefinition definition)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        var characters = CharacterOffsets(text, bytes.Length);
        var tokens = new List<EncodedToken>(ids.Count);
        var position = 0;
        foreach (var id in ids)
        {
            var token = definition.Vocabulary.TokenOf(id) ?? "";
            var spelled = BytesOf(token, definition.Decoder);
            var rest = bytes.AsSpan(position);
            if (position == 0 && definition.Decoder.StripCount > 0 && !rest.StartsWith(spelled) && spelled is [(byte)' ', ..])
                spelled = spelled[1..];
            var length = tokens.Count >= prefixCount && rest.StartsWith(spelled) ? spelled.Length : 0;
            tokens.Add(new EncodedToken(id, token, characters[position].Start..(length == 0 ? characters[position].Start : characters[position + length - 1].End)));
            position += length;
        }

        return tokens;
    }

    private static byte[] BytesOf(string token, DecoderOptions decoder)
    {
        if (decoder.SpellsBytes)
            return ByteAlphabet.Unspell(token);
        if (decoder.ByteFallback != ByteFallback.None && ByteFallbackBuffer.TryParse(token, out var value))
            return [value];
        foreach (var (from, to) in decoder.Replacements)
            token = token.Replace(from, to, StringComparison.Ordinal);
        return Encoding.UTF8.GetBytes(token);
    }

    private static List<(int Start, int End)> CharacterOffsets(string text, int byteCount)
    {
        var offsets = new List<(int Start, int End)>(byteCount + 1);
        var start = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            for (var i = 0; i < rune.Utf8SequenceLength; i++)
                offsets.Add((start, start + rune.Utf16SequenceLength));
            start += rune.Utf16SequenceLength;
        }

        offsets.Add((text.Length, text.Length));
        return offsets;
    }
}
