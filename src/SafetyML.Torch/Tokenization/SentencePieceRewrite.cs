using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>SentencePiece's own normalizer: characters by a map, spaces at the ends and in runs removed, a space before the text, spaces written as U+2581.</summary>
/// <param name="map">Replacements of characters, the longest first; or null.</param>
/// <param name="kept">Texts that stay as they are.</param>
/// <param name="removesExtraSpaces">Spaces at the ends go, and runs of them become one.</param>
/// <param name="addsPrefix">Puts a space before a text.</param>
internal sealed class SentencePieceRewrite(CharacterMap? map, TokenTrie kept, bool removesExtraSpaces, bool addsPrefix) : ITextRewrite
{
    /// <summary>Stands for a space.</summary>
    public const char WordMark = '▁';

    /// <inheritdoc/>
    public string Apply(string text, List<int>? sources)
    {
        var pieces = Pieces(text);
        var first = removesExtraSpaces ? pieces.FindIndex(piece => piece.Text != " ") : pieces.Count > 0 ? 0 : -1;
        if (first < 0)
            return "";
        var output = new StringBuilder(text.Length + 8);
        if (addsPrefix)
            Add(WordMark, -1);
        var afterSpace = removesExtraSpaces;
        foreach (var (content, start) in pieces.Skip(first))
        {
            var part = afterSpace ? content.AsSpan().TrimStart(' ') : content;
            foreach (var character in part)
                Add(character == ' ' ? WordMark : character, start);
            if (part.Length > 0)
                afterSpace = removesExtraSpaces && part[^1] == ' ';
        }

        if (removesExtraSpaces)
            TrimEnd(output, sources);
        return output.ToString();

        void Add(char character, int source)
        {
            output.Append(character);
            sources?.Add(source);
        }
    }

    private static void TrimEnd(StringBuilder output, List<int>? sources)
    {
        var length = output.Length;
        while (length > 0 && output[length - 1] == WordMark)
            length--;
        sources?.RemoveRange(length, output.Length - length);
        output.Length = length;
    }

    /// <summary>The replacements along the text, with the places where the replaced text begins.</summary>
    private List<(string Text, int Start)> Pieces(string text)
    {
        var utf8 = map is null ? [] : Encoding.UTF8.GetBytes(text);
        var position = 0;
        List<(string Text, int Start)> pieces = [];
        for (var start = 0; start < text.Length;)
        {
            var length = LengthOfKept(text.AsSpan(start));
            var replacement = length == 0 && map is not null ? map.Find(utf8.AsSpan(position), longest: true, out var bytes) is { } found ? (found, bytes) : default : default;
            if (replacement.found is null && length == 0)
                length = char.IsHighSurrogate(text[start]) ? 2 : 1;
            if (replacement.found is not null)
                length = Encoding.UTF8.GetCharCount(utf8, position, replacement.bytes);
            pieces.Add((replacement.found ?? text.Substring(start, length), start));
            position += map is null ? 0 : Encoding.UTF8.GetByteCount(text.AsSpan(start, length));
            start += length;
        }

        return pieces;
    }

    private int LengthOfKept(ReadOnlySpan<char> text)
    {
        var longest = 0;
        for (var tokens = kept.Along(text); tokens.Next(out _, out var length);)
            longest = length;
        return longest;
    }
}
