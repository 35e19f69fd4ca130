using System.Globalization;
using System.Text.Json.Nodes;
using SafetyML.Torch.Tokenization;
using Xunit;

namespace SafetyML.Torch.Tests.Tokenization;

/// <summary>WordPiece and unigram files small enough to follow by hand, and the check against what the tokenizers library makes of them.</summary>
internal static class TinyEncoder
{
    /// <summary>A vocabulary of words; 0 to 4 are special.</summary>
    public static string[] Words { get; } =
        "[PAD] [UNK] [CLS] [SEP] [MASK] a b c hello world cafe café CAFE ##s ##er ##é play ##ing 中 文 ! , . ' don t straße ss i ##l ##e naive é e x ##x".Split(' ');

    /// <summary>A BERT tokenizer.json.</summary>
    public static JsonObject WordPiece(bool lowers = true, bool? strips = null, bool spacesChinese = true, int longestWord = 8) => new()
    {
        ["added_tokens"] = new JsonArray([.. Enumerable.Range(0, 5).Select(id => Special(id, Words[id]))]),
        ["normalizer"] = new JsonObject
        {
            ["type"] = "BertNormalizer",
            ["clean_text"] = true,
            ["handle_chinese_chars"] = spacesChinese,
            ["strip_accents"] = strips,
            ["lowercase"] = lowers,
        },
        ["pre_tokenizer"] = TinyTokenizer.Json("""{"type": "BertPreTokenizer"}"""),
        ["post_processor"] = TinyTokenizer.Json("""
            {"type": "TemplateProcessing",
             "single": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}}],
             "pair": [{"SpecialToken": {"id": "[CLS]", "type_id": 0}}, {"Sequence": {"id": "A", "type_id": 0}}, {"SpecialToken": {"id": "[SEP]", "type_id": 0}},
                      {"Sequence": {"id": "B", "type_id": 1}}, {"SpecialToken": {"id": "[SEP]", "type_id": 1}}],
             "special_tokens": {"[CLS]": {"id": "[CLS]", "ids": [2]}, "[SEP]": {"id": "[SEP]", "ids": [3]}}}
            """),
        ["decoder"] = TinyTokenizer.Json("""{"type": "WordPiece", "prefix": "##", "cleanup": true}"""),
        ["model"] = new JsonObject
        {
            ["type"] = "WordPiece",
            ["unk_token"] = "[UNK]",
            ["continuing_subword_prefix"] = "##",
            ["max_input_chars_per_word"] = longestWord,
            ["vocab"] = new JsonObject(Words.Select((word, id) => KeyValuePair.Create(word, (JsonNode?)id))),
        },
    };

    /// <summary>A unigram tokenizer.json; with bytes, ids 15 to 270 are theirs.</summary>
    public static JsonObject Unigram(string scheme, bool hasBytes = false, JsonNode? normalizer = null)
    {
        var vocabulary = TinyTokenizer.Json("""
            [["<unk>", 0], ["<s>", 0], ["</s>", 0], ["▁", -3], ["a", -3.5], ["b", -3.6], ["ab", -4], ["▁ab", -4.5], ["c", -4], ["▁c", -5], ["abc", -8], ["é", -6],
             ["1", -6], ["fi", -5], ["▁▁", -7]]
            """).AsArray();
        if (hasBytes)
            for (var value = 0; value < 256; value++)
                vocabulary.Add(new JsonArray($"<0x{value:X2}>", -20));
        var metaspace = new JsonObject { ["type"] = "Metaspace", ["replacement"] = "▁", ["prepend_scheme"] = scheme, ["split"] = true };
        return new JsonObject
        {
            ["added_tokens"] = new JsonArray(Special(0, "<unk>"), Special(1, "<s>"), Special(2, "</s>")),
            ["normalizer"] = normalizer,
            ["pre_tokenizer"] = metaspace,
            ["decoder"] = metaspace.DeepClone(),
            ["model"] = new JsonObject { ["type"] = "Unigram", ["unk_id"] = 0, ["vocab"] = vocabulary, ["byte_fallback"] = hasBytes },
        };
    }

    /// <summary>Fails unless ids and covered characters are those expected, which are written as "1, 2" and "0-3 3-4"; a token that covers nothing may lie anywhere.</summary>
    public static void Check(ModelTokenizer tokenizer, string text, string ids, string offsets)
    {
        Assert.Equal(Numbers(ids, ", "), tokenizer.Encode(text));
        var tokens = tokenizer.EncodeToTokens(text, out var normalized);
        Assert.Null(normalized);
        Assert.Equal(Numbers(ids, ", "), tokens.Select(token => token.Id));
        Assert.Equal(
            offsets.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(span => span is "0-0" ? "" : span),
            tokens.Select(token => token.Offset.Start.Value == token.Offset.End.Value ? "" : $"{token.Offset.Start.Value}-{token.Offset.End.Value}"));
    }

    /// <summary>Whole numbers of a text.</summary>
    public static int[] Numbers(string text, string separator)
        => [.. text.Split(separator, StringSplitOptions.RemoveEmptyEntries).Select(number => int.Parse(number, CultureInfo.InvariantCulture))];

    private static JsonObject Special(int id, string content) => new() { ["id"] = id, ["content"] = content, ["special"] = true };
}
