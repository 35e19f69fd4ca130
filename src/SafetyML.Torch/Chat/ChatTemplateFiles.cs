using SafetyML.Torch.Checkpoints.Gguf;
using SafetyML.Torch.Tokenization;

namespace SafetyML.Torch.Chat;

/// <summary>Finds the chat template in the files of a model folder.</summary>
internal static class ChatTemplateFiles
{
    private const string Key = "chat_template";
    private const string Jinja = "chat_template.jinja";
    private const long LongestFile = 1 << 20;
    private const string Default = "default";
    private const string Give = "Give one: ChatTemplate.ChatML, Llama2, Llama3, Mistral or Zephyr, or new ChatTemplate(text).";
    private static readonly string[] JsonFiles = ["tokenizer_config.json", "chat_template.json"];
    private static readonly string[] Roles = ["bos_token", "eos_token", "unk_token", "pad_token", "sep_token", "cls_token", "mask_token"];

    public static ChatTemplate Load(string folder, string? name)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        if (GgufPath.Find(folder) is { } gguf)
            return OfGguf(gguf, name);
        if (!Directory.Exists(folder))
            throw new DirectoryNotFoundException($"The model folder '{folder}' was not found.");
        var settings = TokenizerSettings.Read(folder);
        var tokens = Roles.Select(role => (role, settings.Token(role))).Where(item => item.Item2 is not null).ToDictionary(item => item.role, item => item.Item2!);
        var (source, file) = Find(folder, name);
        return new ChatTemplate(source, tokens, $"The chat template of '{file}'");
    }

    private static ChatTemplate OfGguf(string path, string? name)
    {
        using var file = GgufFile.Open(path);
        string key = name is null or Default ? GgufMetadata.ChatTemplate : $"{GgufMetadata.ChatTemplate}.{name}";
        if (file.Metadata.Text(key) is { } source)
            return ChatTemplate.FromTokenizer(source, ModelTokenizer.Load(path), $"The chat template of '{path}'");
        throw new ChatTemplateException($"'{path}' has no chat template: there is no \"{key}\". {Give}", "there is no chat template");
    }

    private static (string Source, string File) Find(string folder, string? name)
    {
        var jinja = Path.Combine(folder, Jinja);
        if (name is null or Default && File.Exists(jinja))
            return (ReadText(jinja), jinja);
        foreach (var path in JsonFiles.Select(file => Path.Combine(folder, file)).Where(File.Exists))
            if (JsonSource.Read(path)[Key] is { IsMissing: false } value)
                return (Choose(value, path, name), path);
        const string Reason = "there is no chat template";
        throw new ChatTemplateException(
            $"The folder '{folder}' has no chat template{(name is null ? "" : $" named '{name}'")}: neither {Jinja} nor \"{Key}\" in {string.Join(" or ", JsonFiles)} was found. {Give}",
            Reason);
    }

    private static string ReadText(string path)
    {
        var file = new FileInfo(path);
        if (file.Length > LongestFile)
            throw new ChatTemplateException($"'{path}' has {file.Length} bytes; a chat template has at most {LongestFile}.", "the file is too large");
        return File.ReadAllText(path);
    }

    private static string Choose(JsonSource value, string path, string? name)
    {
        if (value.Kind != System.Text.Json.JsonValueKind.Array)
            return name is null or Default ? value.Text() : throw Unknown(path, name, [Default]);
        var templates = value.Items().Select(item => (Name: item["name"].Text(), Source: item["template"])).ToList();
        if (templates.Count == 1 && name is null)
            return templates[0].Source.Text();
        var found = templates.FindIndex(item => item.Name == (name ?? Default));
        return found >= 0 ? templates[found].Source.Text() : throw Unknown(path, name ?? Default, templates.Select(item => item.Name));
    }

    private static ChatTemplateException Unknown(string path, string name, IEnumerable<string> names) =>
        new($"'{path}' has no chat template named '{name}'. Names: {string.Join(", ", names)}.", $"there is no template named '{name}'");
}
