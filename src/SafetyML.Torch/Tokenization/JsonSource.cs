using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace SafetyML.Torch.Tokenization;

/// <summary>A value in a JSON file, with its place for messages.</summary>
internal readonly struct JsonSource
{
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

    /// <summary>Reads a file whose top is an object.</summary>
    /// <exception cref="TokenizerFormatException">The file is not JSON or not an object.</exception>
    public static JsonSource Read(string path) => Parse(File.ReadAllBytes(path), Path.GetFileName(path));

    /// <summary>Reads the content of a file that messages call <paramref name="file"/>.</summary>
    /// <exception cref="TokenizerFormatException">It is not JSON or not an object.</exception>
    public static JsonSource Parse(ReadOnlyMemory<byte> bytes, string file)
    {
        if (bytes.Span.StartsWith(Encoding.UTF8.Preamble))
            bytes = bytes[Encoding.UTF8.Preamble.Length..];
        if (!Utf8.IsValid(bytes.Span))
            throw new TokenizerFormatException($"{file}: the file is not UTF-8. Get it again from where the model came from.");
        try
        {
            using var document = JsonDocument.Parse(bytes);
            var source = new JsonSource(file, "", document.RootElement.Clone());
            return source.Element.ValueKind == JsonValueKind.Object ? source : throw source.Error("is not a JSON object");
        }
        catch (JsonException e)
        {
            throw new TokenizerFormatException($"{file}:{e.LineNumber + 1}: the file is not valid JSON ({e.Message}). Get it again from where the model came from.", e);
        }
    }

    /// <summary>A member; missing where this is no object or has no such member.</summary>
    public JsonSource this[string name]
        => new(file, string.IsNullOrEmpty(place) ? name : $"{place}.{name}",
            Element.ValueKind == JsonValueKind.Object && Element.TryGetProperty(name, out var member) ? member : default);

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
    private TokenizerFormatException HalfPair(InvalidOperationException cause) => new($"{file}: {place} holds half of a surrogate pair.", cause);

    private static string Shorten(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");
}
