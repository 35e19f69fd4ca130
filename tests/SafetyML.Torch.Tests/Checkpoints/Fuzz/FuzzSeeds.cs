using System.Text;
using System.Text.Json.Nodes;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Tests.Checkpoints.Gguf;
using SafetyML.Torch.Tests.Checkpoints.Pickle;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tests.Tokenization;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Checkpoints.Fuzz;

/// <summary>Small valid files of every format, from which damaged ones are made.</summary>
internal static class FuzzSeeds
{
    public static byte[] Safetensors()
    {
        using var scope = NewDisposeScope();
        using var folder = new TempFolder();
        var tensors = new Dictionary<string, Tensor>
        {
            ["a"] = arange(12, dtype: ScalarType.Float32).reshape(3, 4),
            ["b"] = ones(5).to(ScalarType.BFloat16),
            ["c"] = zeros(0, 7),
            ["d"] = tensor(3L),
        };
        SafetensorsWriter.Write(folder.File("model.safetensors"), tensors);
        return File.ReadAllBytes(folder.File("model.safetensors"));
    }

    /// <summary>A configuration with values of every kind, escapes among them.</summary>
    public static byte[] Config() => Encoding.UTF8.GetBytes("""
        {"model_type":"mistral","architectures":["MistralForCausalLM"],"vocab_size":61,"hidden_size":20,"intermediate_size":28,"num_hidden_layers":3,"num_attention_heads":4,
         "num_key_value_heads":2,"head_dim":6,"rms_norm_eps":1e-6,"max_position_embeddings":64,"tie_word_embeddings":false,"sliding_window":16,"bos_token_id":1,"eos_token_id":[2,3],
         "rope_theta":10000.0,"rope_scaling":{"type":"linear","factor":4.0},"hidden_act":"silu","torch_dtype":"\u0062float16","note":"w\u00f6rld \ud83d\ude00 ü"}
        """);

    /// <summary>A file that torch wrote.</summary>
    public static byte[] Torch(string name) =>
        File.ReadAllBytes(Path.Combine(Repository.Root, "tests", "SafetyML.Torch.Tests", "Checkpoints", "Pickle", "Fixtures", name));

    public static byte[] HandmadeZip() => PickleBytes.Zip(PickleBytes.Single("FloatStorage", 4, 0, [2, 2], [1, 2]), ("data/0", new byte[16]));

    /// <summary>A model's metadata, a vocabulary and tensors of several types.</summary>
    public static byte[] Gguf() => new GgufBytes().With("general.architecture", "llama").With("llama.embedding_length", 8).With("llama.feed_forward_length", 8)
        .With("llama.block_count", 1).With("llama.context_length", 64).With("llama.attention.head_count", 2).With("llama.attention.head_count_kv", 1)
        .With("llama.attention.layer_norm_rms_epsilon", 1e-6f).With("tokenizer.ggml.model", "llama").With("tokenizer.ggml.tokens", "<unk>", "<s>", "</s>", "a", "ab", "b")
        .With("tokenizer.ggml.scores", 0f, 0, 0, -2, -1, -4).With("tokenizer.ggml.token_type", 2, 3, 3, 1, 1, 1).With("tokenizer.ggml.bos_token_id", 1)
        .With("tokenizer.ggml.eos_token_id", 2).With("tokenizer.chat_template", "{{ messages }}").Tensor("token_embd.weight", [32, 6], 8, new byte[34 * 6])
        .Tensor("blk.0.attn_q.weight", [32, 4], 3, new byte[20 * 4]).Tensor("blk.0.attn_k.weight", [256, 2], 14, new byte[210 * 2])
        .Tensor("output_norm.weight", [8], 0, new byte[32]).Tensor("rope_freqs.weight", [2], 0, [0, 0, 128, 63, 0, 0, 128, 63]).ToArray();

    public static byte[] TokenizerJson()
    {
        var model = new JsonObject
        {
            ["type"] = "BPE",
            ["unk_token"] = "<unk>",
            ["vocab"] = new JsonObject { ["<unk>"] = 0, ["a"] = 1, ["b"] = 2, ["ab"] = 3, ["é"] = 4 },
            ["merges"] = new JsonArray("a b"),
        };
        var added = new JsonObject { ["id"] = 5, ["content"] = "<s>", ["special"] = true };
        var normalizer = new JsonObject { ["type"] = "Sequence", ["normalizers"] = new JsonArray(new JsonObject { ["type"] = "NFC" }, new JsonObject { ["type"] = "Lowercase" }) };
        var decoder = new JsonObject { ["type"] = "ByteLevel" };
        return Encoding.UTF8.GetBytes(new JsonObject { ["added_tokens"] = new JsonArray(added), ["normalizer"] = normalizer, ["decoder"] = decoder, ["model"] = model }.ToJsonString());
    }

    public static byte[] SentencePiece() =>
        new TinySentencePiece { HasByteFallback = false, CharacterMap = [] }.Add("<unk>", 0, kind: 2).Add("<s>", 0, kind: 3).WithPieces("ab", "a", "b", "c").ToArray();

    public static byte[] Tiktoken() => Encoding.ASCII.GetBytes("YQ== 0\nYg== 1\nYWI= 2\nIA== 3\n");

    public static byte[] Vocabulary() => Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\n[MASK]\nhello\n##s\nwörld\na\nb\n");

    public static byte[] Merges() => Encoding.UTF8.GetBytes("#version: 0.2\na b\nab c\nĠ a\n");
}
