using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SafetyML.Torch.Tokenization;

/// <summary>
/// A value in a JSON file, with its place for messages. It is read where it stands, without a document, which would cost a dozen bytes and more for every value; the file's members
/// have an index, because they are asked for again and again.
/// </summary>
internal readonly struct JsonSource
{
    /// <summary>Many more than the steps of any pipeline.</summary>
    public const int FewEntries = 64;

    private const int LargestFile = 512 << 20;

    private readonly string file;
    private readonly string outer;
    private readonly string? name;
    private readonly ReadOnlyMemory<byte> json;
    private readonly JsonIndex? index;
    private readonly int entry;

    // The place is outer, behind it the number of an entry counted from 1, behind that a name; what is 0 or null is left out.
    private JsonSource(string file, string outer, ReadOnlyMemory<byte> json, int entry = 0, string? name = null, JsonIndex? index = null)
    {
        this.file = file;
        this.outer = outer;
        this.name = name;
        this.json = json;
        this.index = index;
        this.entry = entry;
    }

    /// <summary>What the value is.</summary>
    public JsonValueKind Kind => json.IsEmpty ? JsonValueKind.Undefined : json.Span[0] switch
    {
        (byte)'{' => JsonValueKind.Object,
        (byte)'[' => JsonValueKind.Array,
        (byte)'"' => JsonValueKind.String,
        (byte)'t' => JsonValueKind.True,
        (byte)'f' => JsonValueKind.False,
        (byte)'n' => JsonValueKind.Null,
        _ => JsonValueKind.Number,
    };

    /// <summary>True for an absent value and for null.</summary>
    public bool IsMissing => Kind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>Bytes of the value as it is written.</summary>
    public int Size => json.Length;

    /// <summary>Number of entries of an array or members of an object, else 0.</summary>
    public int Count
    {
        get
        {
            var count = 0;
            if (Kind is JsonValueKind.Array or JsonValueKind.Object)
                for (var walk = new JsonWalk(json); walk.Skip();)
                    count++;
            return count;
        }
    }

    /// <summary>Reads a file whose top is an object.</summary>
    /// <exception cref="TokenizerFormatException">The file is not JSON, not an object, or too large to be a tokenizer's.</exception>
    public static JsonSource Read(string path) => Parse(ReadBytes(path), Path.GetFileName(path));

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="TokenizerFormatException">It is too large to be a tokenizer's.</exception>
    public static byte[] ReadBytes(string path) => new FileInfo(path).Length is > LargestFile and var length
        ? throw new TokenizerFormatException($"{Path.GetFileName(path)}: the file has {length} bytes; allowed are {LargestFile}. Get it again from where the model came from.")
        : File.ReadAllBytes(path);

    /// <summary>Reads the content of a file that messages call <paramref name="file"/>.</summary>
    /// <exception cref="TokenizerFormatException">It is not JSON or not an object.</exception>
    public static JsonSource Parse(ReadOnlyMemory<byte> bytes, string file)
    {
        bytes = Text(bytes, file);
        try
        {
            var start = (int)JsonIndex.Check(bytes.Span);
            var source = new JsonSource(file, "", bytes[start..]);
            if (source.Kind != JsonValueKind.Object)
                throw source.Error("is not a JSON object");
            var index = JsonIndex.Of(source.json);
            return index.IsTooLong ? throw source.Error("has more members than the file of a tokenizer") : new JsonSource(file, "", source.json, index: index);
        }
        catch (JsonException e)
        {
            throw NoJson(file, e);
        }
    }

    /// <summary>A value of a file that is read piece by piece, at its place.</summary>
    public static JsonSource Fragment(ReadOnlyMemory<byte> value, string file, string place) => new(file, place, value);

    /// <summary>The bytes without a mark of their order.</summary>
    /// <exception cref="TokenizerFormatException">They are not UTF-8.</exception>
    public static ReadOnlyMemory<byte> Text(ReadOnlyMemory<byte> bytes, string file)
    {
        if (bytes.Span.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        return Utf8.IsValid(bytes.Span) ? bytes : throw new TokenizerFormatException($"{file}: the file is not UTF-8. Get it again from where the model came from.");
    }

    /// <summary>The fault of a file that is not JSON.</summary>
    public static TokenizerFormatException NoJson(string file, JsonException cause)
        => new($"{file}:{cause.LineNumber + 1}: the file is not valid JSON ({cause.Message}). Get it again from where the model came from.", cause);

    /// <summary>A member; missing where this is no object or has no such member. Of two with one name the later counts.</summary>
    /// <exception cref="TokenizerFormatException">A name here is no text.</exception>
    public JsonSource this[string member]
    {
        get
        {
            try
            {
                var value = Kind != JsonValueKind.Object ? default : index is null ? JsonIndex.Find(json, member) : index.Find(member);
                return name is null ? new(file, outer, value, entry, member) : new(file, Place, value, 0, member);
            }
            catch (InvalidOperationException e)
            {
                throw HalfPair(e);
            }
        }
    }

    /// <summary>The entries of an array with their places.</summary>
    public IEnumerable<JsonSource> Items()
    {
        if (Kind != JsonValueKind.Array)
            throw Error("must be a list");
        var walk = new JsonWalk(json);
        var place = Place;
        for (var at = 0; walk.Next(); at++)
            yield return new JsonSource(file, place, walk.Value, at + 1);
    }

    /// <summary>The entries of an array that has few.</summary>
    public IEnumerable<JsonSource> Items(int most) => Count <= most ? Items() : throw Error($"has more than {most} entries");

    /// <summary>This list or object, of whose values so many take so many bytes of memory.</summary>
    /// <exception cref="TokenizerFormatException">That is more than a few times what they take in the file.</exception>
    public JsonSource Within(Func<int, long> keptBytes)
    {
        Density.Require(file, json.Length, keptBytes(Count));
        return this;
    }

    /// <summary>The members of an object with their names.</summary>
    public IEnumerable<(string Name, JsonSource Value)> Members()
    {
        if (Kind != JsonValueKind.Object)
            throw Error("must be an object");
        var walk = new JsonWalk(json);
        var place = Place;
        while (Next(walk))
            yield return (walk.Name, new JsonSource(file, $"{place}[\"{walk.Name}\"]", walk.Value));
    }

    /// <summary>A text.</summary>
    public string Text()
    {
        try
        {
            return Kind == JsonValueKind.String ? Reader().GetString()! : throw Error("must be a text");
        }
        catch (InvalidOperationException e)
        {
            throw HalfPair(e);
        }
    }

    /// <summary>A text of so many characters at most.</summary>
    public string Text(int most) => Text() is var text && text.Length <= most ? text : throw Error($"must have at most {most} characters");

    /// <summary>The bytes that a text gives in base64.</summary>
    /// <exception cref="FormatException">It gives none.</exception>
    public byte[] Base64()
    {
        try
        {
            return Kind == JsonValueKind.String ? Reader().GetBytesFromBase64() : throw Error("must be a text");
        }
        catch (InvalidOperationException e)
        {
            throw HalfPair(e);
        }
    }

    /// <summary>A text, or null where it is missing.</summary>
    public string? TextOrNull() => IsMissing ? null : Text();

    /// <summary>A whole number from 0 to 2³¹ − 2, as ids are.</summary>
    public int Id()
        => Kind == JsonValueKind.Number && Reader().TryGetInt32(out var value) && value is >= 0 and < int.MaxValue ? value : throw Error("must be a whole number from 0 on");

    /// <summary>A finite number.</summary>
    public double Number()
        => Kind == JsonValueKind.Number && Reader().TryGetDouble(out var value) && double.IsFinite(value) ? value : throw Error("must be a number");

    /// <summary>True or false, or the given value where it is missing.</summary>
    public bool Flag(bool otherwise) => Kind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ when IsMissing => otherwise,
        _ => throw Error("must be true or false"),
    };

    /// <summary>The fault at this place.</summary>
    /// <param name="fault">What is wrong, as the end of a sentence.</param>
    public TokenizerFormatException Error(string fault)
    {
        var found = Kind == JsonValueKind.Undefined ? "it is missing" : $"it is {Shorten(json.Span)}";
        return new TokenizerFormatException($"{file}: {(string.IsNullOrEmpty(Place) ? "the file" : Place)} {fault}; {found}.");
    }

    // Put together when it is needed: most members are read without.
    private string Place
    {
        get
        {
            var place = entry == 0 ? outer ?? "" : $"{outer}[{entry - 1}]";
            return name is null ? place : place.Length == 0 ? name : $"{place}.{name}";
        }
    }

    private Utf8JsonReader Reader()
    {
        var reader = new Utf8JsonReader(json.Span);
        reader.Read();
        return reader;
    }

    private bool Next(JsonWalk members)
    {
        try
        {
            return members.Next();
        }
        catch (InvalidOperationException e)
        {
            throw HalfPair(e);
        }
    }

    // JSON can escape half of a surrogate pair; .NET finds out when it makes a text of it.
    private TokenizerFormatException HalfPair(InvalidOperationException cause) => new($"{file}: {(string.IsNullOrEmpty(Place) ? "the file" : Place)} holds half of a surrogate pair.", cause);

    // The first 240 bytes have sixty characters at least.
    private static string Shorten(ReadOnlySpan<byte> json)
        => Encoding.UTF8.GetString(json[..Math.Min(json.Length, 240)]).TrimEnd() is var text && text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
}
