using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using SafetyML.Torch.Checkpoints.Gguf;

namespace SafetyML.Torch.Tokenization.Gguf;

/// <summary>
/// The tokenizer files that a GGUF file's metadata stand for: tokenizer.json for byte-level BPE, tokenizer.model for SentencePiece, and tokenizer_config.json with the
/// special tokens, the flags and the chat template. They are what is read, and what a saved model gets.
/// </summary>
internal static class GgufTokenizer
{
    private const int Control = 3, UserDefined = 4;

    private static readonly JsonSerializerOptions Unescaped = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, MaxDepth = 64 };

    /// <summary>Reads the tokenizer of a GGUF file.</summary>
    public static ModelTokenizer Load(string path)
    {
        using var file = GgufFile.Open(path);
        var files = Files(file.Metadata);
        var settings = new TokenizerSettings(Read);
        return new ModelTokenizer(files.TryGetValue("tokenizer.model", out byte[]? model)
            ? SentencePieceReader.Read(model, Path.GetFileName(path), settings)
            : TokenizerJsonReader.Read(TokenizerJson.Parse(files["tokenizer.json"], Named("tokenizer.json")), settings), settings);

        JsonSource Read(string name) => files.TryGetValue(name, out byte[]? content) ? JsonSource.Parse(content, Named(name)) : default;
        string Named(string name) => $"{Path.GetFileName(path)} as {name}";
    }

    /// <summary>The files by name.</summary>
    /// <exception cref="TokenizerFormatException">The metadata lack a part, contradict themselves, or ask for a kind that is not supported.</exception>
    public static IReadOnlyDictionary<string, byte[]> Files(GgufMetadata metadata)
    {
        string model = metadata.Text("tokenizer.ggml.model") ?? throw Fault(metadata, "tokenizer.ggml.model", "is missing: the file has no tokenizer");
        var tokens = new GgufTokens(metadata);
        return model switch
        {
            "gpt2" => ByteLevel(metadata, tokens),
            "llama" => new Dictionary<string, byte[]>
            {
                ["tokenizer.model"] = GgufSentencePiece.Model(metadata, tokens),
                ["tokenizer_config.json"] = Bytes(Settings(metadata, tokens, "LlamaTokenizer", addsBegin: true)),
            },
            _ => throw Fault(metadata, "tokenizer.ggml.model", $"is '{model}', which is not supported (supported: gpt2, llama)"),
        };
    }

    public static TokenizerFormatException Fault(GgufMetadata metadata, string key, string what) => new($"{metadata.File}: metadata '{key}' {what}.");

    private static Dictionary<string, byte[]> ByteLevel(GgufMetadata metadata, GgufTokens tokens)
    {
        string name = metadata.Text("tokenizer.ggml.pre") ?? "default";
        var pre = GgufPreTokenizers.Find(name)
            ?? throw Fault(metadata, "tokenizer.ggml.pre", $"is '{name}', whose way to split text is not known (known: {GgufPreTokenizers.Names})");
        var settings = Settings(metadata, tokens, pre.ClassName, pre.AddsBegin);
        return new Dictionary<string, byte[]> { ["tokenizer.json"] = Bytes(Json(metadata, tokens, pre)), ["tokenizer_config.json"] = Bytes(settings) };
    }

    private static JsonObject Json(GgufMetadata metadata, GgufTokens tokens, GgufPreTokenizer pre)
    {
        string[] merges = metadata.Texts("tokenizer.ggml.merges") ?? throw Fault(metadata, "tokenizer.ggml.merges", "is missing");
        var vocabulary = new JsonObject();
        for (int id = 0; id < tokens.Texts.Length; id++)
            vocabulary[tokens.Texts[id]] = id;
        return new JsonObject
        {
            ["version"] = "1.0",
            ["added_tokens"] = new JsonArray([.. tokens.Ids(Control).Concat(tokens.Ids(UserDefined)).Order().Select(id => AddedToken(tokens, id))]),
            ["normalizer"] = pre.Normalizer,
            ["pre_tokenizer"] = pre.Steps,
            ["post_processor"] = Frame(metadata, tokens, pre),
            ["decoder"] = new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = true, ["trim_offsets"] = true, ["use_regex"] = true },
            ["model"] = new JsonObject
            {
                ["type"] = "BPE",
                ["fuse_unk"] = false,
                ["byte_fallback"] = false,
                ["ignore_merges"] = pre.PrefersWholePieces,
                ["vocab"] = vocabulary,
                ["merges"] = new JsonArray([.. merges.Select(merge => JsonValue.Create(merge))]),
            },
        };
    }

    private static JsonObject AddedToken(GgufTokens tokens, int id) => new()
    {
        ["id"] = id,
        ["content"] = tokens.Texts[id],
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = false,
        ["special"] = tokens.Kind(id) == Control,
    };

    /// <summary>The tokens around a text as a template, for readers that do not know the flags; null where there are none.</summary>
    private static JsonObject? Frame(GgufMetadata metadata, GgufTokens tokens, GgufPreTokenizer pre)
    {
        bool begins = metadata.Flag("tokenizer.ggml.add_bos_token") ?? pre.AddsBegin, ends = metadata.Flag("tokenizer.ggml.add_eos_token") ?? false;
        int? begin = begins ? tokens.Role("bos") : null, end = ends ? tokens.Role("eos") : null;
        if (begin is null && end is null)
            return null;
        var special = new JsonObject();
        foreach (int id in new[] { begin, end }.OfType<int>().Distinct())
            special[tokens.Texts[id]] = new JsonObject { ["id"] = tokens.Texts[id], ["ids"] = new JsonArray(id), ["tokens"] = new JsonArray(tokens.Texts[id]) };
        JsonArray Around(params string[] sequences) => new([.. sequences.SelectMany((sequence, type) =>
            Token(begin, type).Append(Part("Sequence", sequence, type)).Concat(Token(end, type)))]);
        IEnumerable<JsonNode> Token(int? id, int type) => id is { } known ? [Part("SpecialToken", tokens.Texts[known], type)] : [];
        return new JsonObject { ["type"] = "TemplateProcessing", ["single"] = Around("A"), ["pair"] = Around("A", "B"), ["special_tokens"] = special };
    }

    private static JsonObject Part(string kind, string id, int type) => new() { [kind] = new JsonObject { ["id"] = id, ["type_id"] = type } };

    private static JsonObject Settings(GgufMetadata metadata, GgufTokens tokens, string className, bool addsBegin)
    {
        var settings = new JsonObject
        {
            ["tokenizer_class"] = className,
            ["add_prefix_space"] = metadata.Flag("tokenizer.ggml.add_space_prefix") ?? className == "LlamaTokenizer",
            ["add_bos_token"] = metadata.Flag("tokenizer.ggml.add_bos_token") ?? addsBegin,
            ["add_eos_token"] = metadata.Flag("tokenizer.ggml.add_eos_token") ?? false,
            ["clean_up_tokenization_spaces"] = false,
        };
        foreach (var (role, key) in (ReadOnlySpan<(string, string)>)[("bos", "bos"), ("eos", "eos"), ("unknown", "unk"), ("padding", "pad")])
            if (tokens.Role(role) is { } id)
                settings[$"{key}_token"] = tokens.Texts[id];
        if (metadata.Text(GgufMetadata.ChatTemplate) is { } template)
            settings["chat_template"] = template;
        return settings;
    }

    private static byte[] Bytes(JsonObject json) => JsonSerializer.SerializeToUtf8Bytes(json, Unescaped);
}
