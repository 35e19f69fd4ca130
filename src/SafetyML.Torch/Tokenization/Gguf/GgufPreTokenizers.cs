using System.Text.Json.Nodes;

namespace SafetyML.Torch.Tokenization.Gguf;

/// <summary>The pre-tokenizers that GGUF files name (<c>tokenizer.ggml.pre</c>), as the tokenizer.json of those models has them.</summary>
internal static class GgufPreTokenizers
{
    private const string Llama3 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private const string Qwen2 =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    public static string Names => "gpt-2, gpt2, phi-2, olmo, smollm, starcoder, refact, llama-bpe, llama3, llama-v3, qwen2, falcon";

    /// <summary>What the name stands for, or null where it is not known.</summary>
    public static GgufPreTokenizer? Find(string name) => name switch
    {
        // The library gives these models GPT-2's tokenizer class, with its own split.
        "gpt-2" or "gpt2" or "phi-2" or "olmo" => new(ByteLevel(usesRegex: true), "GPT2Tokenizer"),
        "smollm" => new(Sequence(Digits(true), ByteLevel(usesRegex: true)), "GPT2Tokenizer"),
        "starcoder" or "refact" => new(Sequence(Digits(true), ByteLevel(usesRegex: true)), "PreTrainedTokenizerFast"),
        "llama-bpe" or "llama3" or "llama-v3" =>
            new(Sequence(Split(Llama3), ByteLevel(usesRegex: false)), "PreTrainedTokenizerFast") { PrefersWholePieces = true, AddsBegin = true },
        "qwen2" => new(Sequence(Split(Qwen2), ByteLevel(usesRegex: false)), "Qwen2Tokenizer") { Normalizer = new JsonObject { ["type"] = "NFC" } },
        "falcon" => new(Sequence(Punctuation(), ByteLevel(usesRegex: true), Digits(false), Split("[0-9][0-9][0-9]")), "PreTrainedTokenizerFast"),
        _ => null,
    };

    private static JsonObject Sequence(params JsonNode[] steps) => new() { ["type"] = "Sequence", ["pretokenizers"] = new JsonArray(steps) };

    private static JsonObject ByteLevel(bool usesRegex) =>
        new() { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["trim_offsets"] = true, ["use_regex"] = usesRegex };

    private static JsonObject Digits(bool each) => new() { ["type"] = "Digits", ["individual_digits"] = each };

    private static JsonObject Punctuation() => new() { ["type"] = "Punctuation", ["behavior"] = "Contiguous" };

    private static JsonObject Split(string pattern) =>
        new() { ["type"] = "Split", ["pattern"] = new JsonObject { ["Regex"] = pattern }, ["behavior"] = "Isolated", ["invert"] = false };
}
