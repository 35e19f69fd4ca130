using System.Text.Json.Nodes;
using SafetyML.Torch.Checkpoints;

namespace PretrainTinyBase.Tokens;

/// <summary>Writes tokenizer.json and tokenizer_config.json as Hugging Face libraries read them.</summary>
internal static class TokenizerFiles
{
    public const int BeginId = 0, EndId = 1;

    private const string Begin = "<s>", End = "</s>";

    /// <summary>Writes both files; returns the number of tokens.</summary>
    public static int Write(string folder, IEnumerable<string> texts)
    {
        var (merges, learned) = BytePairs.Learn(texts);
        string[] vocabulary = [Begin, End, .. learned];
        AtomicFile.WriteAllText(Path.Combine(folder, "tokenizer.json"), Tokenizer(vocabulary, merges).ToJsonString());
        AtomicFile.WriteAllText(Path.Combine(folder, "tokenizer_config.json"), new JsonObject
        {
            ["tokenizer_class"] = "PreTrainedTokenizerFast",
            ["bos_token"] = Begin,
            ["eos_token"] = End,
            ["clean_up_tokenization_spaces"] = false,
        }.ToJsonString());
        return vocabulary.Length;
    }

    private static JsonObject Tokenizer(string[] vocabulary, IReadOnlyList<string> merges) => new()
    {
        ["version"] = "1.0",
        ["truncation"] = null,
        ["padding"] = null,
        ["added_tokens"] = new JsonArray(Special(BeginId, Begin), Special(EndId, End)),
        ["normalizer"] = null,
        ["pre_tokenizer"] = ByteLevel(),
        ["post_processor"] = BeginFirst(),
        ["decoder"] = ByteLevel(),
        ["model"] = new JsonObject
        {
            ["type"] = "BPE",
            ["vocab"] = new JsonObject(vocabulary.Select((token, id) => KeyValuePair.Create(token, (JsonNode?)id))),
            ["merges"] = new JsonArray([.. merges.Select(merge => (JsonNode)merge)]),
        },
    };

    private static JsonObject Special(int id, string content) => new()
    {
        ["id"] = id,
        ["content"] = content,
        ["single_word"] = false,
        ["lstrip"] = false,
        ["rstrip"] = false,
        ["normalized"] = false,
        ["special"] = true,
    };

    private static JsonObject ByteLevel() => new() { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["trim_offsets"] = true, ["use_regex"] = true };

    private static JsonObject BeginFirst() => new()
    {
        ["type"] = "TemplateProcessing",
        ["single"] = new JsonArray(Piece("SpecialToken", Begin), Piece("Sequence", "A")),
        ["pair"] = new JsonArray(Piece("SpecialToken", Begin), Piece("Sequence", "A"), Piece("Sequence", "B")),
        ["special_tokens"] = new JsonObject
        {
            [Begin] = new JsonObject { ["id"] = Begin, ["ids"] = new JsonArray(BeginId), ["tokens"] = new JsonArray(Begin) },
        },
    };

    private static JsonObject Piece(string kind, string id) => new() { [kind] = new JsonObject { ["id"] = id, ["type_id"] = 0 } };
}
