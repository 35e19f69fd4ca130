namespace SafetyML.Refusal.Rules;

/// <summary>
/// Finds every phrase of a list in one pass over a text (Aho and Corasick, 1975). The text is folded as it is read: case, typographic apostrophes, runs of white space
/// and markup make no difference. Nothing is allocated.
/// </summary>
internal sealed class CueAutomaton
{
    /// <summary>The folded letters: a to z, then these.</summary>
    public const int Apostrophe = 26, Space = 27, Comma = 28, Stop = 29, Other = 30, Skipped = 31, Letters = 32;

    private static readonly byte[] FoldOfAscii = [.. Enumerable.Range(0, 128).Select(code => FoldAscii((char)code))];
    private readonly ushort[] _next;
    private readonly ushort[] _found;
    private readonly (int Length, Cue Cue)[] _phrases;
    private readonly ushort[] _shorter;

    public CueAutomaton(IReadOnlyList<(string Phrase, Cue Cue)> phrases)
    {
        _phrases = [(0, default), .. phrases.Select(phrase => (phrase.Phrase.Length, phrase.Cue))];
        List<int[]> trie = [NewNode()];
        List<ushort> found = [0];
        for (var i = 0; i < phrases.Count; i++)
            found[Add(trie, found, phrases[i].Phrase)] = (ushort)(i + 1);
        (_next, _found, _shorter) = Link(trie, found);
    }

    /// <summary>The state after <paramref name="letter"/>.</summary>
    public int Next(int state, int letter) => _next[state * Letters + letter];

    /// <summary>The longest phrase that ends in a state; 0 for none.</summary>
    public int Found(int state) => _found[state];

    /// <summary>The next shorter phrase that ends where <paramref name="state"/>'s does, as a state; 0 for none.</summary>
    public int Shorter(int state) => _shorter[state];

    /// <summary>The folded length and the meaning of a phrase.</summary>
    public (int Length, Cue Cue) Phrase(int phrase) => _phrases[phrase];

    /// <summary>The folded letter of a character.</summary>
    public static int Fold(char character) => character < 128 ? FoldOfAscii[character] : FoldOther(character);

    private static byte FoldAscii(char character) => character switch
    {
        >= 'a' and <= 'z' => (byte)(character - 'a'),
        >= 'A' and <= 'Z' => (byte)(character - 'A'),
        '\'' => Apostrophe,
        ',' or ';' => Comma,
        '.' or '!' or '?' or ':' => Stop,
        '*' or '_' or '~' or '`' or '#' or '>' or '\\' => Skipped,
        _ when char.IsWhiteSpace(character) => Space,
        _ => Other,
    };

    private static int FoldOther(char character) => character switch
    {
        '\u2019' or '\u2018' or '\u02bc' or '\u00b4' or '\uff07' => Apostrophe,
        '\u200b' or '\u200c' or '\u200d' or '\u2060' or '\ufeff' or '\u00ad' => Skipped,
        '\u2026' => Stop,
        _ when char.IsWhiteSpace(character) => Space,
        _ => Other,
    };

    private static int[] NewNode()
    {
        var node = new int[Letters];
        Array.Fill(node, -1);
        return node;
    }

    private static int Add(List<int[]> trie, List<ushort> found, string phrase)
    {
        var state = 0;
        foreach (var letter in phrase.Select(Fold))
        {
            if (trie[state][letter] < 0)
            {
                trie[state][letter] = trie.Count;
                trie.Add(NewNode());
                found.Add(0);
            }
            state = trie[state][letter];
        }
        return state;
    }

    private static (ushort[] Next, ushort[] Found, ushort[] Shorter) Link(List<int[]> trie, List<ushort> found)
    {
        var next = new ushort[trie.Count * Letters];
        var (failure, shorter, queue) = (new int[trie.Count], new ushort[trie.Count], new Queue<int>([0]));
        while (queue.TryDequeue(out var state))
        {
            for (var letter = 0; letter < Letters; letter++)
            {
                var child = trie[state][letter];
                var fallback = state == 0 ? 0 : next[failure[state] * Letters + letter];
                next[state * Letters + letter] = (ushort)(child < 0 ? fallback : child);
                if (child < 0)
                    continue;
                failure[child] = fallback;
                shorter[child] = (ushort)(found[fallback] != 0 ? fallback : shorter[fallback]);
                if (found[child] == 0 && shorter[child] != 0)
                    (found[child], shorter[child]) = (found[shorter[child]], shorter[shorter[child]]);
                queue.Enqueue(child);
            }
        }
        return (next, [.. found], shorter);
    }
}
