namespace SafetyML.Torch.Tokenization;

/// <summary>What byte-pair encoding may join: two neighbouring tokens, how early the pair is joined (0 first), and the token that it becomes.</summary>
/// <param name="capacity">How many pairs it will have, where that is known.</param>
internal sealed class MergeTable(int capacity = 0)
{
    /// <summary>
    /// The longest token, in characters, whose pairs are looked for: all its cuts are tried, which takes time in the square of its length. The longest of known vocabularies have 128.
    /// </summary>
    public const int LongestToken = 256;

    private readonly Dictionary<ulong, (int Rank, int Id)> merges = new(capacity);

    /// <summary>Number of pairs.</summary>
    public int Count => merges.Count;

    /// <summary>Adds a pair; of two entries for one pair the later counts.</summary>
    public void Add(int left, int right, int rank, int merged) => merges[Key(left, right)] = (rank, merged);

    /// <summary>Looks a pair up.</summary>
    public bool TryGet(int left, int right, out int rank, out int merged)
    {
        var found = merges.TryGetValue(Key(left, right), out var merge);
        (rank, merged) = merge;
        return found;
    }

    /// <summary>
    /// The pairs of a vocabulary that gives each token a rank instead of a list of pairs (tiktoken by id, SentencePiece by score):
    /// every cut of a token into two tokens is a pair of the token's rank. No token is longer than <see cref="LongestToken"/>.
    /// </summary>
    public static MergeTable FromRanks(Vocabulary vocabulary, IEnumerable<(string Token, int Rank)> ranks)
    {
        var table = new MergeTable();
        foreach (var (token, rank) in ranks)
        {
            vocabulary.TryGetId(token, out var merged);
            for (var cut = 1; cut < token.Length; cut++)
                if (vocabulary.TryGetId(token.AsSpan(0, cut), out var left) && vocabulary.TryGetId(token.AsSpan(cut), out var right))
                    table.Add(left, right, rank, merged);
        }

        return table;
    }

    private static ulong Key(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;
}
