using System.Text;
using System.Text.RegularExpressions;

namespace PretrainTinyBase.Tokens;

/// <summary>Learns byte-level byte-pair merges: the most frequent neighbours become one token, until every word of the text is one.</summary>
internal static partial class BytePairs
{
    /// <summary>The merges in the order learned, and the vocabulary: the 256 bytes, then one token a merge.</summary>
    public static (IReadOnlyList<string> Merges, IReadOnlyList<string> Vocabulary) Learn(IEnumerable<string> texts)
    {
        var words = texts.SelectMany(text => Words().Matches(text).Select(match => match.Value)).CountBy(word => word)
            .Select(pair => (Symbols: Encoding.UTF8.GetBytes(pair.Key).Select(b => Letter(b).ToString()).ToList(), Count: pair.Value)).ToList();
        var vocabulary = Enumerable.Range(0, 256).Select(b => Letter((byte)b).ToString()).Order(StringComparer.Ordinal).ToList();
        var merges = new List<string>();
        while (MostFrequent(words) is { } pair)
        {
            merges.Add(pair.Left + " " + pair.Right);
            vocabulary.Add(pair.Left + pair.Right);
            foreach (var (symbols, _) in words)
                Merge(symbols, pair.Left, pair.Right);
        }
        return (merges, [.. vocabulary.Distinct()]);
    }

    private static (string Left, string Right)? MostFrequent(List<(List<string> Symbols, int Count)> words)
    {
        var counts = new Dictionary<(string Left, string Right), int>();
        foreach (var (symbols, count) in words)
            for (var i = 1; i < symbols.Count; i++)
                counts[(symbols[i - 1], symbols[i])] = counts.GetValueOrDefault((symbols[i - 1], symbols[i])) + count;
        return counts.Count == 0 ? null : counts.OrderByDescending(pair => pair.Value)
            .ThenBy(pair => pair.Key.Left, StringComparer.Ordinal).ThenBy(pair => pair.Key.Right, StringComparer.Ordinal).First().Key;
    }

    private static void Merge(List<string> symbols, string left, string right)
    {
        for (var i = 1; i < symbols.Count; i++)
            if (symbols[i - 1] == left && symbols[i] == right)
            {
                symbols[i - 1] = left + right;
                symbols.RemoveAt(i);
            }
    }

    /// <summary>GPT-2's printable letter for a byte: printable bytes stand for themselves, the others are moved behind U+0100.</summary>
    private static char Letter(byte value) => Letters[value];

    private static readonly char[] Letters = MakeLetters();

    private static char[] MakeLetters()
    {
        var letters = new char[256];
        var moved = 0;
        for (var b = 0; b < 256; b++)
            letters[b] = b is >= 33 and <= 126 or >= 161 and <= 172 or >= 174 ? (char)b : (char)(256 + moved++);
        return letters;
    }

    /// <summary>GPT-2's split pattern, which `ByteLevel` in a tokenizer.json stands for.</summary>
    [GeneratedRegex(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+")]
    private static partial Regex Words();
}
