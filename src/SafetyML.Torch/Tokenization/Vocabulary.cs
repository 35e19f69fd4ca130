using System.Runtime.CompilerServices;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// Tokens and their ids, both ways. Tokens stand one behind the other in one text, in the order in which they were added; the number of a token in it is its place. A token
/// takes two bytes for each character and twelve beside, twelve more where ids are not places.
/// </summary>
internal sealed class Vocabulary
{
    private const int SmallestSize = 16;

    private readonly Vocabulary? below;
    private char[] text;
    private int[] starts;
    private HashChains byText;
    private int[]? ids;
    private HashChains? byId;
    private Func<int, bool>? has;

    /// <summary>Creates an empty vocabulary.</summary>
    /// <param name="capacity">How many entries it will have, where that is known.</param>
    /// <param name="characters">How many characters they will have together, or more.</param>
    public Vocabulary(int capacity = 0, int characters = 0)
    {
        text = new char[characters];
        starts = new int[capacity + 1];
        byText = new HashChains(capacity);
    }

    private Vocabulary(Vocabulary below, int capacity, int characters)
        : this(capacity, characters)
    {
        this.below = below;
        (Count, Size, Longest) = (below.Count, below.Size, below.Longest);
    }

    /// <summary>Number of entries.</summary>
    public int Count { get; private set; }

    /// <summary>The highest id plus one: as many rows as the embedding needs at least.</summary>
    public int Size { get; private set; }

    /// <summary>Characters of the longest token.</summary>
    public int Longest { get; private set; }

    /// <summary>Characters of all tokens.</summary>
    public int Characters => starts[Places];

    /// <summary>Number of places: each entry's, and those of tokens and ids that have been added again.</summary>
    public int Places { get; private set; }

    /// <summary>The token at a place.</summary>
    public ReadOnlySpan<char> this[int place] => text.AsSpan(starts[place], starts[place + 1] - starts[place]);

    /// <summary>The id of the token at a place.</summary>
    public int IdAt(int place) => ids is null ? place : ids[place];

    /// <summary>Room for the characters of the next token, which may be written there before it is added.</summary>
    public Span<char> Room(int length)
    {
        var start = starts[Places];
        if (start + length > text.Length)
            Array.Resize(ref text, Math.Max(start + length, text.Length * 2));
        return text.AsSpan(start, length);
    }

    /// <summary>Adds an entry. A token that is there already gets the new id.</summary>
    public void Add(ReadOnlySpan<char> token, int id)
    {
        if (!TryGetId(token, out _))
            Count++;
        token.CopyTo(Room(token.Length));
        if (Places + 1 == starts.Length)
            Grow();
        if (ids is null && id != Places)
            KeepIds();
        if (ids is not null)
            ids[Places] = id;
        starts[Places + 1] = starts[Places] + token.Length;
        Index(Places++);
        (Size, Longest) = (Math.Max(Size, id + 1), Math.Max(Longest, token.Length));
    }

    /// <summary>Adds an entry, unless another token has the id.</summary>
    public bool TryAdd(ReadOnlySpan<char> token, int id)
    {
        if (TryGetToken(id, out var other) && !token.SequenceEqual(other))
            return false;
        Add(token, id);
        return true;
    }

    /// <summary>This vocabulary, which must not change any more, with added tokens.</summary>
    public Vocabulary With(IReadOnlyList<AddedToken> added)
    {
        var all = new Vocabulary(this, added.Count, added.Sum(token => token.Content.Length));
        foreach (var token in added)
            all.Add(token.Content, token.Id);
        return all;
    }

    /// <summary>This vocabulary, which must not change any more; of a token whose place is not wanted, <see cref="TryGetId"/> knows nothing. Ids still give all tokens.</summary>
    public Vocabulary Only(Func<int, bool> isWanted)
    {
        var some = (Vocabulary)MemberwiseClone();
        some.has = isWanted;
        return some;
    }

    /// <summary>Whether the token at a place is looked up; see <see cref="Only"/>.</summary>
    public bool Has(int place) => has is null || has(place);

    /// <summary>Looks a token up.</summary>
    public bool TryGetId(ReadOnlySpan<char> token, out int id)
    {
        var place = Find(token, TokenHash.Of(token));
        if (place >= 0 && !Has(place))
            place = -1;
        id = place < 0 ? 0 : IdAt(place);
        return place >= 0 || (below is not null && below.TryGetId(token, out id));
    }

    /// <summary>The id of a token, or null.</summary>
    public int? IdOf(string token) => TryGetId(token, out var id) ? id : null;

    /// <summary>Looks an id up.</summary>
    public bool TryGetToken(int id, out ReadOnlySpan<char> token)
    {
        var place = PlaceOf(id);
        token = place < 0 ? [] : this[place];
        return place >= 0 || (below is not null && below.TryGetToken(id, out token));
    }

    /// <summary>The token of an id, or null.</summary>
    public string? TokenOf(int id) => TryGetToken(id, out var token) ? token.ToString() : null;

    /// <summary>The place of an id's token, or -1.</summary>
    public int PlaceOf(int id)
    {
        if (byId is null)
            return (uint)id < (uint)Places ? id : -1;
        var place = byId.First((uint)id);
        while (place >= 0 && ids![place] != id)
            place = byId.Next(place);
        return place;
    }

    /// <summary>The place of a token of a hash that begins with one text and ends with another, or -1.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int Find(uint hash, ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        for (var place = byText.First(hash); place >= 0; place = byText.Next(place))
            if (this[place] is var token && token.Length == left.Length + right.Length && token.StartsWith(left) && token.EndsWith(right))
                return place;
        return -1;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private int Find(ReadOnlySpan<char> token, uint hash)
    {
        var place = byText.First(hash);
        while (place >= 0 && !token.SequenceEqual(this[place]))
            place = byText.Next(place);
        return place;
    }

    /// <summary>Makes a place the one of its token and of its id.</summary>
    private void Index(int place)
    {
        var hash = TokenHash.Of(this[place]);
        if (Find(this[place], hash) is >= 0 and var known)
            byText.Remove(hash, known);
        byText.Add(hash, place);
        if (byId is null)
            return;
        var id = ids![place];
        if (PlaceOf(id) is >= 0 and var taken)
            byId.Remove((uint)id, taken);
        byId.Add((uint)id, place);
    }

    private void KeepIds()
    {
        ids = new int[starts.Length - 1];
        byId = new HashChains(ids.Length);
        for (var place = 0; place < Places; place++)
        {
            ids[place] = place;
            byId.Add((uint)place, place);
        }
    }

    private void Grow()
    {
        var capacity = Math.Max(Places * 2, SmallestSize);
        Array.Resize(ref starts, capacity + 1);
        byText = new HashChains(capacity);
        if (ids is not null)
        {
            Array.Resize(ref ids, capacity);
            byId = new HashChains(capacity);
        }

        for (var place = 0; place < Places; place++)
            Index(place);
    }
}
