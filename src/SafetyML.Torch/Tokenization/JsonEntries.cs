using System.Text.Json;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// The values of a <see cref="JsonTable"/> in order. What a value should be is read without a document; for one that is something else there is <see cref="Source"/>, which
/// says what is wrong with it.
/// </summary>
internal ref struct JsonEntries
{
    private const int LongestText = 1 << 14;

    private readonly JsonTable table;
    private Utf8JsonReader reader;
    private char[] text = new char[256];
    private int index = -1;
    private int nameLength;

    /// <summary>Creates the walk; <see cref="Next"/> goes to the first value.</summary>
    public JsonEntries(JsonTable table)
    {
        this.table = table;
        reader = new Utf8JsonReader(table.Bytes.Span);
        reader.Read();
    }

    /// <summary>The name of the value in an object. It is valid until the next call.</summary>
    public readonly ReadOnlySpan<char> Name => text.AsSpan(0, nameLength);

    /// <summary>The value as a document with its place.</summary>
    public readonly JsonSource Source
    {
        get
        {
            var end = reader;
            end.Skip();
            var place = table.IsList ? $"{table.Place}[{index}]" : $"{table.Place}[\"{Name}\"]";
            return JsonSource.Fragment(table.Bytes[(int)reader.TokenStartIndex..(int)end.BytesConsumed], table.File, place);
        }
    }

    /// <summary>Goes to the next value.</summary>
    /// <exception cref="TokenizerFormatException">Its name is no text.</exception>
    public bool Next()
    {
        if (++index > 0)
            reader.Skip();
        reader.Read();
        if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            return false;
        if (table.IsList)
            return true;
        nameLength = Copy(ref reader, 0);
        if (nameLength < 0)
            throw new TokenizerFormatException($"{table.File}: {table.Place} holds half of a surrogate pair.");
        reader.Read();
        return true;
    }

    /// <summary>The value as an id.</summary>
    public readonly bool TryId(out int id)
    {
        id = -1;
        return reader.TokenType == JsonTokenType.Number && reader.TryGetInt32(out id) && id is >= 0 and < int.MaxValue;
    }

    /// <summary>Goes to the next value, which must be a list of a token and its score; the token is valid until the next call.</summary>
    /// <exception cref="TokenizerFormatException">It is something else.</exception>
    public bool TryNextScore(out ReadOnlySpan<char> token, out double score)
    {
        token = [];
        score = 0;
        if (!Next())
            return false;
        var inside = reader;
        var length = Enters(ref inside) ? Copy(ref inside, 0) : -1;
        if (length < 0 || !inside.Read() || inside.TokenType != JsonTokenType.Number || !inside.TryGetDouble(out score) || !double.IsFinite(score) || !Ends(ref inside))
            throw ScoreFault();
        token = text.AsSpan(0, length);
        return true;
    }

    /// <summary>The value as two texts, in a list or with one space between, and both joined. They are valid until the next call.</summary>
    public bool TryPair(out ReadOnlySpan<char> left, out ReadOnlySpan<char> right, out ReadOnlySpan<char> joined)
    {
        var (first, second) = (-1, -1);
        var inside = reader;
        if (reader.TokenType == JsonTokenType.String)
            (first, second) = CutAtSpace(Copy(ref inside, 0));
        else if (Enters(ref inside))
            second = (first = Copy(ref inside, 0)) >= 0 && inside.Read() ? Copy(ref inside, first) : -1;
        if (first < 0 || second < 0 || (reader.TokenType != JsonTokenType.String && !Ends(ref inside)))
        {
            left = right = joined = [];
            return false;
        }

        left = text.AsSpan(0, first);
        right = text.AsSpan(first, second);
        joined = text.AsSpan(0, first + second);
        return true;
    }

    private static bool Enters(ref Utf8JsonReader inside) => inside.TokenType == JsonTokenType.StartArray && inside.Read();

    private static bool Ends(ref Utf8JsonReader inside) => inside.Read() && inside.TokenType == JsonTokenType.EndArray;

    /// <summary>Copies a text to a place of the buffer; returns its length, or -1 where the value is none.</summary>
    /// <exception cref="TokenizerFormatException">It is longer than any token.</exception>
    private int Copy(ref Utf8JsonReader inside, int at)
    {
        if (inside.TokenType is not (JsonTokenType.String or JsonTokenType.PropertyName))
            return -1;
        if (inside.ValueSpan.Length > LongestText)
            throw new TokenizerFormatException($"{table.File}: {table.Place} has a text of {inside.ValueSpan.Length} bytes; allowed are {LongestText}.");
        if (at + inside.ValueSpan.Length > text.Length)
            Array.Resize(ref text, Math.Max(at + inside.ValueSpan.Length, text.Length * 2));
        try
        {
            return inside.CopyString(text.AsSpan(at));
        }
        catch (InvalidOperationException)
        {
            return -1; // half of a surrogate pair, as Source says
        }
    }

    /// <summary>Takes the only space out of the buffer's first characters; returns how many stand before it and behind.</summary>
    private readonly (int First, int Second) CutAtSpace(int length)
    {
        var whole = text.AsSpan(0, Math.Max(length, 0));
        var space = whole.IndexOf(' ');
        if (space <= 0 || space == whole.Length - 1 || whole[(space + 1)..].Contains(' '))
            return (-1, -1);
        whole[(space + 1)..].CopyTo(whole[space..]);
        return (space, whole.Length - space - 1);
    }

    private readonly TokenizerFormatException ScoreFault()
    {
        if (Source.Items().Take(3).ToList() is not [var token, var score])
            return Source.Error("must be a token and its score");
        _ = token.Text();
        _ = score.Number();
        return Source.Error("cannot be read");
    }
}
