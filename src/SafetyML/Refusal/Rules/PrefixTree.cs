namespace SafetyML.Refusal.Rules;

/// <summary>Finds the phrase that a text begins with, in any case of ASCII letters, in one step a character.</summary>
internal sealed class PrefixTree
{
    private const int Width = 128;
    private readonly ushort[] _next;
    private readonly string?[] _ends;

    /// <summary>A tree of phrases in lower-case ASCII.</summary>
    public PrefixTree(IReadOnlyList<string> phrases)
    {
        List<ushort[]> nodes = [new ushort[Width]];
        List<string?> ends = [null];
        foreach (var phrase in phrases)
        {
            var node = 0;
            foreach (var character in phrase)
            {
                if (nodes[node][character] == 0)
                {
                    nodes[node][character] = nodes[node][char.ToUpperInvariant(character)] = (ushort)nodes.Count;
                    nodes.Add(new ushort[Width]);
                    ends.Add(null);
                }
                node = nodes[node][character];
            }
            ends[node] ??= phrase;
        }
        (_next, _ends) = ([.. nodes.SelectMany(node => node)], [.. ends]);
    }

    /// <summary>The shortest phrase that <paramref name="text"/> begins with; null for none.</summary>
    public string? Find(ReadOnlySpan<char> text)
    {
        var node = 0;
        foreach (var character in text)
        {
            if (character >= Width || (node = _next[node * Width + character]) == 0)
                return null;
            if (_ends[node] is { } phrase)
                return phrase;
        }
        return null;
    }
}
