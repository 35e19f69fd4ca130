namespace SafetyML.Refusal.Rules;

/// <summary>Finds the phrase that a text begins with, in any case of ASCII letters, in one step a character.</summary>
internal sealed class PrefixTree
{
    private const int Ascii = 128, Width = 32;
    private readonly byte[] _letters = new byte[Ascii];
    private readonly short[] _next;
    private readonly string[] _phrases;

    /// <summary>A tree of phrases in lower-case ASCII, none of which begins another, of at most 31 different characters.</summary>
    public PrefixTree(IReadOnlyList<string> phrases)
    {
        // A phrase that begins with another would never be reached.
        _phrases = [.. phrases.Where(phrase => !phrases.Any(other => other != phrase && phrase.StartsWith(other, StringComparison.Ordinal)))];
        foreach (var (character, index) in _phrases.SelectMany(phrase => phrase).Distinct().Select((character, index) => (character, index)))
            _letters[character] = _letters[char.ToUpperInvariant(character)] = (byte)(index + 1);
        List<short[]> nodes = [new short[Width]];
        for (var i = 0; i < _phrases.Length; i++)
            Add(nodes, _phrases[i], (short)(-i - 1));
        _next = [.. nodes.SelectMany(node => node)];
    }

    /// <summary>The phrase that <paramref name="text"/> begins with; null for none.</summary>
    public string? Find(ReadOnlySpan<char> text)
    {
        var (node, letters, next) = (0, _letters, _next);
        foreach (var character in text)
        {
            if (character >= letters.Length)
                return null;
            // Character 0 is in no phrase and leads nowhere, as the start does: no node leads back to it.
            node = next[node * Width + letters[character]];
            if (node <= 0)
                return node < 0 ? _phrases[-node - 1] : null;
        }
        return null;
    }

    private void Add(List<short[]> nodes, string phrase, short end)
    {
        var node = 0;
        for (var i = 0; i < phrase.Length; i++)
        {
            var letter = _letters[phrase[i]];
            if (i == phrase.Length - 1)
                nodes[node][letter] = end;
            else if (nodes[node][letter] == 0)
            {
                nodes[node][letter] = (short)nodes.Count;
                nodes.Add(new short[Width]);
            }
            node = Math.Max((short)0, nodes[node][letter]);
        }
    }
}
