using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SafetyML.Torch.Tokenization;

/// <summary>A value in a JSON file, with its place for messages.</summary>
internal readonly struct JsonSource
{
    private const int LargestFile = 512 << 20;
    private const int SmallFile = 1 << 20;

    private readonly string file;
    private readonly string place;

    private JsonSource(string file, string place, JsonElement element)
    {
        this.file = file;
        this.place = place;
        Element = element;
    }

    /// <summary>The value.</summary>
    public JsonElement Element { get; }

    /// <summary>True for an absent value and for null.</summary>
    public bool IsMissing => Element.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null;

    /// <summary>Number of entries of an array or members of an object, else 0.</summary>
    public int Count => Element.ValueKind switch
    {
        JsonValueKind.Array => Element.GetArrayLength(),
        JsonValueKind.Object => Element.GetPropertyCount(),
        _ => 0,
    };

    /// <summary>Reads a file whose top is an object.</summary>
    /// <exception cref="TokenizerFormatException">The file is not JSON, not an object, or too large or dense to be a tokenizer's.</exception>
    public static JsonSource Read(string path) => Parse(ReadBytes(path), Path.GetFileName(path));

    /// <summary>The bytes of a file.</summary>
    /// <exception cref="TokenizerFormatException">It is too large to be a tokenizer's.</exception>
    public static byte[] ReadBytes(string path) => new FileInfo(path).Length is > LargestFile and var length
        ? throw new TokenizerFormatException($"{Path.GetFileName(path)}: the file has {length} bytes; allowed are {LargestFile}. Get it again from where the model came from.")
        : File.ReadAllBytes(path);

    /// <summary>Reads the content of a file that messages call <paramref name="file"/>.</summary>
    /// <exception cref="TokenizerFormatException">It is not JSON, not an object, or too dense to be a tokenizer's.</exception>
    public static JsonSource Parse(ReadOnlyMemory<byte> bytes, string file)
    {
        bytes = Text(bytes, file);
        try
        {
            RefuseDense(bytes.Span, file);
            var source = new JsonSource(file, "", JsonDocument.Parse(bytes).RootElement);
            return source.Element.ValueKind == JsonValueKind.Object ? source : throw source.Error("is not a JSON object");
        }
        catch (JsonException e)
        {
            throw NoJson(file, e);
        }
    }

    /// <summary>A value of a file that is read piece by piece, at its place.</summary>
    public static JsonSource Fragment(ReadOnlyMemory<byte> value, string file, string place) => new(file, place, JsonDocument.Parse(value).RootElement);

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

    /// <summary>A member; missing where this is no object or has no such member.</summary>
    /// <exception cref="TokenizerFormatException">A name here is no text.</exception>
    public JsonSource this[string name]
    {
        get
        {
            try
            {
                return new(file, string.IsNullOrEmpty(place) ? name : $"{place}.{name}",
                    Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out var member) ? member : default);
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
        if (Element.ValueKind != JsonValueKind.Array)
            throw Error("must be a list");
        var index = 0;
        foreach (var item in Element.EnumerateArray())
            yield return new JsonSource(file, $"{place}[{index++}]", item);
    }

    /// <summary>The members of an object with their names.</summary>
    public IEnumerable<(string Name, JsonSource Value)> Members()
    {
        if (Element.ValueKind != JsonValueKind.Object)
            throw Error("must be an object");
        foreach (var member in Element.EnumerateObject())
        {
            var name = NameOf(member);
            yield return (name, new JsonSource(file, $"{place}[\"{name}\"]", member.Value));
        }
    }

    /// <summary>A text.</summary>
    public string Text()
    {
        try
        {
            return Element.ValueKind == JsonValueKind.String ? Element.GetString()! : throw Error("must be a text");
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
        => Element.ValueKind == JsonValueKind.Number && Element.TryGetInt32(out var value) && value is >= 0 and < int.MaxValue
            ? value
            : throw Error("must be a whole number from 0 on");

    /// <summary>A finite number.</summary>
    public double Number()
        => Element.ValueKind == JsonValueKind.Number && Element.TryGetDouble(out var value) && double.IsFinite(value) ? value : throw Error("must be a number");

    /// <summary>True or false, or the given value where it is missing.</summary>
    public bool Flag(bool otherwise) => Element.ValueKind switch
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
        var found = Element.ValueKind == JsonValueKind.Undefined ? "it is missing" : $"it is {Shorten(Element.GetRawText())}";
        return new TokenizerFormatException($"{file}: {(string.IsNullOrEmpty(place) ? "the file" : place)} {fault}; {found}.");
    }

    private string NameOf(JsonProperty member)
    {
        try
        {
            return member.Name;
        }
        catch (InvalidOperationException e)
        {
            throw HalfPair(e);
        }
    }

    // JSON can escape half of a surrogate pair; .NET finds out when it makes a text of it.
    private TokenizerFormatException HalfPair(InvalidOperationException cause) => new($"{file}: {(string.IsNullOrEmpty(place) ? "the file" : place)} holds half of a surrogate pair.", cause);

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");

    // A parsed document costs a dozen bytes for every value. A tokenizer's values have five bytes and more of text each.
    private static void RefuseDense(ReadOnlySpan<byte> json, string file)
    {
        if (json.Length <= SmallFile)
            return;
        long values = 0;
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
            values++;
        if (values * 5 > json.Length * 2L)
            throw new TokenizerFormatException($"{file}: the file has {values} values in {json.Length} bytes, which is no tokenizer. Get it again from where the model came from.");
    }
}
