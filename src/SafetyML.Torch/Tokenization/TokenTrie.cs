namespace SafetyML.Torch.Tokenization;

/// <summary>Tokens by their characters, with their scores: all tokens that begin a text are found in one walk.</summary>
internal sealed class TokenTrie
{
    /// <summary>The node of the empty text.</summary>
    public const int Root = 0;

    private readonly Dictionary<ulong, int> steps = [];
    private readonly List<int> nodes = [-1];
    private readonly List<(int Id, double Score)> tokens = [];

    /// <summary>Adds a token; of two with one text the later counts.</summary>
    public void Add(ReadOnlySpan<char> token, int id, double score)
    {
        var node = Root;
        foreach (var character in token)
        {
            var key = Key(node, character);
            if (!steps.TryGetValue(key, out var next))
            {
                steps[key] = next = nodes.Count;
                nodes.Add(-1);
            }

            node = next;
        }

        nodes[node] = tokens.Count;
        tokens.Add((id, score));
    }

    /// <summary>Goes from a node to the one that is a character further.</summary>
    /// <returns>False where no token goes on so.</returns>
    public bool TryStep(ref int node, char character)
    {
        if (!steps.TryGetValue(Key(node, character), out var next))
            return false;
        node = next;
        return true;
    }

    /// <summary>The token that ends at a node.</summary>
    public bool TryGetToken(int node, out int id, out double score)
    {
        var token = nodes[node];
        (id, score) = token < 0 ? (-1, 0) : tokens[token];
        return token >= 0;
    }

    private static ulong Key(int node, char character) => ((ulong)(uint)node << 16) | character;
}
