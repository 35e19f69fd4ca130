namespace SafetyML.Torch.Tokenization;

/// <summary>What the files beside a tokenizer say about it: tokenizer_config.json, special_tokens_map.json, added_tokens.json, and config.json for ids only.</summary>
internal sealed class TokenizerSettings
{
    private static readonly string[] SpecialNames = ["bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token", "mask_token"];

    private readonly JsonSource settings;
    private readonly JsonSource map;
    private readonly JsonSource added;
    private readonly JsonSource[] models;

    /// <summary>Reads the files that are there.</summary>
    /// <param name="read">Gives the content of a file by its name; missing where there is none.</param>
    public TokenizerSettings(Func<string, JsonSource> read)
    {
        settings = read("tokenizer_config.json");
        map = read("special_tokens_map.json");
        added = read("added_tokens.json");
        models = [read("generation_config.json"), read("config.json")];
    }

    /// <summary>The class that the library loads the tokenizer with, or null.</summary>
    public string? ClassName => settings["tokenizer_class"].TextOrNull();

    /// <summary>
    /// As <see cref="ClassName"/>; where tokenizer_config.json names none, the class that config.json names, or the one of its <c>model_type</c>. Vocabulary files alone do not tell
    /// which tokens stand around a text.
    /// </summary>
    public string? ClassNameOrModels => ClassName ?? models.Select(file => file["tokenizer_class"].TextOrNull()).FirstOrDefault(name => name is not null)
        ?? models.Select(file => file["model_type"].TextOrNull()).FirstOrDefault(type => type is not null) switch
        {
            "roberta" => "RobertaTokenizer",
            "deberta-v2" => "DebertaV2Tokenizer",
            "qwen2" => "Qwen2Tokenizer",
            _ => null,
        };

    /// <summary>Whether the beginning token is put before a text; null leaves it to the tokenizer file.</summary>
    public bool? AddsBegin => FlagOrNull("add_bos_token");

    /// <summary>Whether the end token is put after a text; null leaves it to the tokenizer file.</summary>
    public bool? AddsEnd => FlagOrNull("add_eos_token");

    /// <summary>Whether a text that follows an added token begins with a space as well (the older behaviour of LLaMA's tokenizer).</summary>
    public bool IsLegacy => settings["legacy"].Flag(true);

    /// <summary>Whether a class of byte-level tokenizers puts a space before a text.</summary>
    public bool AddsPrefixSpace => settings["add_prefix_space"].Flag(false);

    /// <summary>The tokens that have a role.</summary>
    public IEnumerable<string> SpecialTokens => SpecialNames.Select(Token).OfType<string>();

    /// <summary>The <c>added_tokens_decoder</c>, or in older folders what added_tokens.json lists.</summary>
    public IReadOnlyList<AddedToken> AddedTokens
    {
        get
        {
            if (settings["added_tokens_decoder"] is { IsMissing: false } decoder)
                return [.. decoder.Within(AddedToken.KeptBytes).Members().Select(member => TokenizerJsonReader.ReadAddedToken(ParseId(member.Name, member.Value), member.Value))];
            var special = SpecialTokens.ToHashSet();
            return added.IsMissing ? [] : [.. added.Within(AddedToken.KeptBytes).Members().Select(member => new AddedToken(member.Value.Id(), member.Name) { IsSpecial = special.Contains(member.Name) })];
        }
    }

    /// <summary>Reads the files of a folder that are there.</summary>
    public static TokenizerSettings Read(string folder) => new(name => ReadIfThere(folder, name));

    /// <summary>The token with a role such as <c>eos_token</c>, or null.</summary>
    public string? Token(string role)
    {
        foreach (var token in (JsonSource[])[settings[role], map[role]])
            if (!token.IsMissing)
                return token["content"].TextOrNull() ?? token.Text();
        return null;
    }

    /// <summary>The id with a role such as <c>eos_token_id</c> in the model's own files, the first of several, or null; the first LLaMA conversions write -1 for none.</summary>
    public int? ModelId(string role)
        => models.Select(file => file[role]).Where(value => !value.IsMissing)
            .Select(value => value.Kind == System.Text.Json.JsonValueKind.Array ? value.Items().FirstOrDefault() : value)
            .Where(value => !value.IsMissing && !IsNone(value)).Select(value => (int?)value.Id()).FirstOrDefault();

    /// <summary>A setting that is true or false.</summary>
    public bool Flag(string name, bool otherwise) => settings[name].Flag(otherwise);

    /// <summary>A setting that is true or false, or null where it is missing.</summary>
    public bool? FlagOrNull(string name) => settings[name].IsMissing ? null : settings[name].Flag(false);

    private static JsonSource ReadIfThere(string folder, string name)
        => Path.Combine(folder, name) is var path && File.Exists(path) ? JsonSource.Read(path) : default;

    private static bool IsNone(JsonSource id) => id.Kind == System.Text.Json.JsonValueKind.Number && id.Number() == -1;

    private static int ParseId(string name, JsonSource value)
        => int.TryParse(name, out var id) && id is >= 0 and < int.MaxValue ? id : throw value.Error($"must have a whole number as its name, not '{name}'");

}
