using System.Globalization;
using System.Text;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// A <see cref="CharacterMap"/> as the <c>tokenizers</c> library applies it: to a grapheme of at most five bytes as a whole, else to its code points; the shortest entry that
/// begins it replaces all of it.
/// </summary>
internal sealed class PrecompiledRewrite(CharacterMap map) : ITextRewrite
{
    private const int LongestGrapheme = 5;

    /// <inheritdoc/>
    public string Apply(string text, List<int>? sources)
    {
        var changes = new List<(int CodePoint, int Change)>(text.Length);
        var changed = false;
        for (var start = 0; start < text.Length;)
        {
            var length = StringInfo.GetNextTextElementLength(text, start);
            changed |= AddGrapheme(text.AsSpan(start, length), changes);
            start += length;
        }

        if (!changed)
            return text;
        var output = new TextRewriter(text, sources);
        output.Write(changes);
        return output.ToString();
    }

    private static void AddReplacement(int oldCount, string replacement, List<(int CodePoint, int Change)> changes)
    {
        var first = changes.Count;
        foreach (var rune in replacement.EnumerateRunes())
            changes.Add((rune.Value, changes.Count - first < oldCount ? 0 : 1));
        if (changes.Count - first < oldCount && changes.Count > 0)
            changes[^1] = (changes[^1].CodePoint, changes[^1].Change + changes.Count - first - oldCount);
    }

    private bool AddGrapheme(ReadOnlySpan<char> grapheme, List<(int CodePoint, int Change)> changes)
    {
        Span<byte> utf8 = stackalloc byte[LongestGrapheme];
        if (Encoding.UTF8.TryGetBytes(grapheme, utf8, out var count) && map.Find(utf8[..count], longest: false, out _) is { } whole)
        {
            AddReplacement(CodePoints(grapheme), whole, changes);
            return true;
        }

        var changed = false;
        foreach (var rune in grapheme.EnumerateRunes())
        {
            count = rune.EncodeToUtf8(utf8);
            if (map.Find(utf8[..count], longest: false, out _) is { } part)
            {
                AddReplacement(1, part, changes);
                changed = true;
            }
            else
            {
                changes.Add((rune.Value, 0));
            }
        }

        return changed;
    }

    private static int CodePoints(ReadOnlySpan<char> text)
    {
        var count = 0;
        foreach (var _ in text.EnumerateRunes())
            count++;
        return count;
    }
}
