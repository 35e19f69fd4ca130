using System.Text;
using System.Text.Json.Nodes;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;

namespace SafetyML.Torch.Tests.Tokenization;

/// <summary>Tokenizer files small enough to follow by hand.</summary>
internal static class TinyTokenizer
{
    public const int FirstMergedId = 256;

    /// <summary>A byte-level tokenizer.json: the 256 bytes with their values as ids, then what each merge makes.</summary>
    public static JsonObject ByteLevel(params string[] merges)
    {
        var vocabulary = new JsonObject();
        for (var value = 0; value < 256; value++)
            vocabulary[ByteAlphabet.CharacterOf((byte)value).ToString()] = value;
        foreach (var token in merges.Select(merge => merge.Replace(" ", "", StringComparison.Ordinal)))
            vocabulary[token] = vocabulary.Count;
        return new JsonObject
        {
            ["added_tokens"] = new JsonArray(),
            ["pre_tokenizer"] = Json("""{"type": "ByteLevel", "add_prefix_space": false, "use_regex": true}"""),
            ["decoder"] = Json("""{"type": "ByteLevel"}"""),
            ["model"] = new JsonObject { ["type"] = "BPE", ["vocab"] = vocabulary, ["merges"] = new JsonArray([.. merges.Select(merge => JsonValue.Create(merge))]) },
        };
    }

    /// <summary>A LLaMA 2 style tokenizer.json: tokens with a word mark, bytes for what has no token.</summary>
    public static JsonObject WordMarks(string[] tokens, params string[] merges)
    {
        var vocabulary = new JsonObject { ["<unk>"] = 0, ["<s>"] = 1, ["</s>"] = 2 };
        foreach (var token in Enumerable.Range(0, 256).Select(value => $"<0x{value:X2}>").Concat(tokens))
            vocabulary[token] = vocabulary.Count;
        return new JsonObject
        {
            ["added_tokens"] = Json("""[{"id": 1, "content": "<s>", "special": true}, {"id": 2, "content": "</s>", "special": true}]"""),
            ["normalizer"] = Json("""
                {"type": "Sequence", "normalizers": [{"type": "Prepend", "prepend": "▁"}, {"type": "Replace", "pattern": {"String": " "}, "content": "▁"}]}
                """),
            ["decoder"] = Json("""
                {"type": "Sequence", "decoders": [{"type": "Replace", "pattern": {"String": "▁"}, "content": " "}, {"type": "ByteFallback"}, {"type": "Fuse"},
                 {"type": "Strip", "content": " ", "start": 1, "stop": 0}]}
                """),
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["unk_token"] = "<unk>",
                ["fuse_unk"] = true,
                ["byte_fallback"] = true,
                ["vocab"] = vocabulary,
                ["merges"] = new JsonArray([.. merges.Select(merge => JsonValue.Create(merge))]),
            },
        };
    }

    /// <summary>Loads a tokenizer.json, with a tokenizer_config.json if one is given.</summary>
    public static ModelTokenizer Load(JsonObject tokenizer, string? settings = null)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("tokenizer.json"), tokenizer.ToJsonString());
        if (settings is not null)
            File.WriteAllText(folder.File("tokenizer_config.json"), settings);
        return ModelTokenizer.Load(folder);
    }

    /// <summary>Loads a tokenizer.model, with a tokenizer_config.json if one is given.</summary>
    public static ModelTokenizer Load(byte[] model, string? settings = null)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("tokenizer.model"), model);
        if (settings is not null)
            File.WriteAllText(folder.File("tokenizer_config.json"), settings);
        return ModelTokenizer.Load(folder);
    }

    /// <summary>A tokenizer.model in tiktoken's form: the 256 bytes, then the given tokens.</summary>
    public static byte[] Tiktoken(params string[] tokens)
    {
        var lines = Enumerable.Range(0, 256).Select(value => new[] { (byte)value }).Concat(tokens.Select(Encoding.UTF8.GetBytes))
            .Select((bytes, rank) => $"{Convert.ToBase64String(bytes)} {rank}\n");
        return Encoding.UTF8.GetBytes(string.Concat(lines));
    }

    public static JsonNode Json(string text) => JsonNode.Parse(text)!;
}
