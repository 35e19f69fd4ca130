using System.Text.Json;
using System.Text.Unicode;

namespace SafetyML.Torch.Checkpoints;

/// <summary>The settings of a JSON file such as <c>config.json</c>: typed access whose errors name the file, the key and the value.</summary>
internal sealed class JsonSettings
{
    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 32, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>An index of the shards of the largest models has a few million; no settings come near.</summary>
    private const long MostBytes = 1 << 25;

    private readonly JsonElement root;

    private JsonSettings(string file, JsonElement root)
    {
        File = file;
        this.root = root;
    }

    /// <summary>The file, for messages; with the path of keys for a nested object.</summary>
    public string File { get; }

    public IEnumerable<JsonProperty> Properties => root.EnumerateObject();

    public static JsonSettings Read(string path)
    {
        if (Directory.Exists(path))
            throw new CheckpointFormatException($"'{path}' is a folder; a file was expected.");
        if (!System.IO.File.Exists(path))
            throw new FileNotFoundException($"'{path}' was not found. A Hugging Face folder holds it.", path);
        long length = new FileInfo(path).Length;
        if (length > MostBytes)
            throw new CheckpointFormatException($"{path}: the file has {length} bytes; settings have at most {MostBytes}. It is not a file of settings.");
        return Parse(System.IO.File.ReadAllBytes(path), path);
    }

    /// <summary>Reads settings that <paramref name="path"/> holds or that are made from it.</summary>
    public static JsonSettings Parse(byte[] bytes, string path)
    {
        try
        {
            int start = bytes.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0;
            RefuseNoTexts(bytes.AsSpan(start), path);
            using var document = JsonDocument.Parse(bytes.AsMemory(start), Options);
            return document.RootElement.ValueKind == JsonValueKind.Object
                ? new JsonSettings(path, document.RootElement.Clone())
                : throw new CheckpointFormatException($"{path}: a JSON object was expected, but it holds {Kind(document.RootElement)}.");
        }
        catch (JsonException error)
        {
            throw new CheckpointFormatException($"{path}:{error.LineNumber + 1}: not valid JSON: {error.Message}", error);
        }
    }

    /// <summary>Whether the key is there with a value that is not null.</summary>
    public bool Has(string name) => TryGet(name, out _);

    public bool TryGet(string name, out JsonElement value) => root.TryGetProperty(name, out value) && value.ValueKind != JsonValueKind.Null;

    public bool TryGet(string name, JsonValueKind kind, out JsonElement value) => TryGet(name, out value) && value.ValueKind == kind;

    public JsonSettings? Nested(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Object ? new JsonSettings($"{File}: {name}", value) : throw Wrong(name, value, "an object");
    }

    public int? Integer(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : throw Wrong(name, value, "a whole number");
    }

    public double? Number(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.Number && value.GetDouble() is var number && double.IsFinite(number) ? number : throw Wrong(name, value, "a number");
    }

    public bool? Flag(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : throw Wrong(name, value, "true or false");
    }

    public string? Text(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        return value.ValueKind == JsonValueKind.String ? value.GetString() : throw Wrong(name, value, "a text");
    }

    /// <summary>A list of whole numbers; a single number is a list of one.</summary>
    public IReadOnlyList<int>? Integers(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        JsonElement[] items = value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray()] : [value];
        return [.. items.Select(Number)];

        int Number(JsonElement item) => item.ValueKind == JsonValueKind.Number && item.TryGetInt32(out int number)
            ? number
            : throw Wrong(name, value, "a whole number or a list of them");
    }

    /// <summary>A list of texts.</summary>
    public IReadOnlyList<string>? Texts(string name)
    {
        if (!TryGet(name, out var value))
            return null;
        if (value.ValueKind != JsonValueKind.Array || value.EnumerateArray().Any(item => item.ValueKind != JsonValueKind.String))
            throw Wrong(name, value, "a list of texts");
        return [.. value.EnumerateArray().Select(item => item.GetString()!)];
    }

    /// <summary>Refuses what JSON's grammar allows and no text can hold: .NET finds out only when it makes a text of it.</summary>
    private static void RefuseNoTexts(ReadOnlySpan<byte> json, string path)
    {
        if (!Utf8.IsValid(json))
            throw new CheckpointFormatException($"{path}: the file is not UTF-8. Save it as UTF-8, or download it again.");
        var reader = new Utf8JsonReader(json, new JsonReaderOptions
        {
            MaxDepth = Options.MaxDepth,
            AllowTrailingCommas = Options.AllowTrailingCommas,
            CommentHandling = Options.CommentHandling,
        });
        try
        {
            while (reader.Read())
                if (reader.ValueIsEscaped)
                    reader.GetString();
        }
        catch (InvalidOperationException error)
        {
            throw new CheckpointFormatException($"{path}: the text at byte {reader.TokenStartIndex} holds half of a surrogate pair.", error);
        }
    }

    private CheckpointFormatException Wrong(string name, JsonElement value, string expected) =>
        new($"{File}: \"{name}\" is {Shortened(value.GetRawText())}; {expected} was expected.");

    private static string Shortened(string text) => text.Length <= 60 ? text : string.Concat(text.AsSpan(0, 57), "...");

    private static string Kind(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.Array => "a list",
        JsonValueKind.String => "a text",
        JsonValueKind.Number => "a number",
        _ => element.GetRawText(),
    };
}
