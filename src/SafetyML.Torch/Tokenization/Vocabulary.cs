namespace SafetyML.Torch.Tokenization;

/// <summary>Tokens and their ids, both ways. Ids need not be dense; those below the capacity cost eight bytes each.</summary>
internal sealed class Vocabulary
{
    private readonly Vocabulary? below;
    private readonly Dictionary<string, int> ids;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> idsBySpan;
    private readonly string?[] tokens;
    private readonly Dictionary<int, string> farTokens = [];

    /// <summary>Creates an empty vocabulary.</summary>
    /// <param name="capacity">How many entries it will have, where that is known.</param>
    public Vocabulary(int capacity = 0)
    {
        ids = new Dictionary<string, int>(capacity, StringComparer.Ordinal);
        tokens = new string?[capacity];
        idsBySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    private Vocabulary(Vocabulary below)
        : this()
    {
        this.below = below;
        (Count, Size) = (below.Count, below.Size);
    }

    /// <summary>Number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>The highest id plus one: as many rows as the embedding needs at least.</summary>
    public int Size { get; private set; }

    /// <summary>The entries, unordered.</summary>
    public IEnumerable<KeyValuePair<string, int>> Entries => below is null ? ids : below.Entries.Where(entry => !ids.ContainsKey(entry.Key)).Concat(ids);

    /// <summary>Adds an entry. A token that is there already gets the new id.</summary>
    public void Add(string token, int id)
    {
        if (IdOf(token) is null)
            Count++;
        ids[token] = id;
        if (id < tokens.Length)
            tokens[id] = token;
        else
            farTokens[id] = token;
        Size = Math.Max(Size, id + 1);
    }

    /// <summary>Adds an entry, unless another token has the id.</summary>
    public bool TryAdd(string token, int id)
    {
        if (TokenOf(id) is { } other && other != token)
            return false;
        Add(token, id);
        return true;
    }

    /// <summary>This vocabulary, which must not change any more, with added tokens.</summary>
    public Vocabulary With(IEnumerable<AddedToken> added)
    {
        var all = new Vocabulary(this);
        foreach (var token in added)
            all.Add(token.Content, token.Id);
        return all;
    }

    /// <summary>Looks a token up.</summary>
    public bool TryGetId(ReadOnlySpan<char> token, out int id) => idsBySpan.TryGetValue(token, out id) || (below is not null && below.TryGetId(token, out id));

    /// <summary>The token of an id, or null.</summary>
    public string? TokenOf(int id)
        => ((uint)id < (uint)tokens.Length ? tokens[id] : null) ?? farTokens.GetValueOrDefault(id) ?? below?.TokenOf(id);

    /// <summary>The id of a token, or null.</summary>
    public int? IdOf(string token) => TryGetId(token, out var id) ? id : null;
}
