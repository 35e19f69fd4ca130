namespace SafetyML.Torch.Tokenization;

/// <summary>Tokens and their ids, both ways. Ids need not be dense.</summary>
internal sealed class Vocabulary
{
    private readonly Dictionary<string, int> ids;
    private readonly Dictionary<int, string> tokens;
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> idsBySpan;

    /// <summary>Creates an empty vocabulary.</summary>
    /// <param name="capacity">How many entries it will have, where that is known.</param>
    public Vocabulary(int capacity = 0)
    {
        ids = new Dictionary<string, int>(capacity, StringComparer.Ordinal);
        tokens = new Dictionary<int, string>(capacity);
        idsBySpan = ids.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Number of entries.</summary>
    public int Count => ids.Count;

    /// <summary>The highest id plus one: as many rows as the embedding needs at least.</summary>
    public int Size { get; private set; }

    /// <summary>The entries, unordered.</summary>
    public IEnumerable<KeyValuePair<string, int>> Entries => ids;

    /// <summary>Adds an entry. A token that is there already gets the new id.</summary>
    public void Add(string token, int id)
    {
        ids[token] = id;
        tokens[id] = token;
        Size = Math.Max(Size, id + 1);
    }

    /// <summary>Adds an entry that a file gives at a place.</summary>
    /// <exception cref="TokenizerFormatException">Another token has the id.</exception>
    public void Add(string token, int id, JsonSource place)
    {
        if (tokens.TryGetValue(id, out var other) && other != token)
            throw place.Error($"gives '{token}' the id {id}, which '{other}' has");
        Add(token, id);
    }

    /// <summary>This vocabulary with added tokens.</summary>
    public Vocabulary With(IEnumerable<AddedToken> added)
    {
        var all = new Vocabulary(ids.Count);
        foreach (var (token, id) in ids)
            all.Add(token, id);
        foreach (var token in added)
            all.Add(token.Content, token.Id);
        return all;
    }

    /// <summary>Looks a token up.</summary>
    public bool TryGetId(ReadOnlySpan<char> token, out int id) => idsBySpan.TryGetValue(token, out id);

    /// <summary>The token of an id, or null.</summary>
    public string? TokenOf(int id) => tokens.GetValueOrDefault(id);

    /// <summary>The id of a token, or null.</summary>
    public int? IdOf(string token) => ids.TryGetValue(token, out var id) ? id : null;
}
