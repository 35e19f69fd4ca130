using System.Text.Json;
using SafetyML.Torch.Checkpoints;
using TorchSharp;
using static TorchSharp.torch;

namespace SafetyML.Tests.Support;

/// <summary>A LLaMA folder of a few thousand random weights with a tokenizer of single characters.</summary>
internal static class TinyModel
{
    private const int Hidden = 16;
    private const int Layers = 2;
    private const int HeadSize = 8;

    /// <summary>Writes the folder and gives its path. Models of different seeds differ in their weights only.</summary>
    public static string Write(string folder, int seed = 1, int intermediate = 24)
    {
        Directory.CreateDirectory(folder);
        var vocabulary = Vocabulary();
        WriteJson(folder, "config.json", Config(vocabulary.Count, intermediate));
        WriteJson(folder, "tokenizer.json", Tokenizer(vocabulary));
        WriteJson(folder, "tokenizer_config.json", new { bos_token = "<s>", eos_token = "</s>" });
        using var scope = NewDisposeScope();
        using var generator = new Generator((ulong)seed);
        var weights = Shapes(vocabulary.Count, intermediate).ToDictionary(shape => shape.Name, shape => Draw(shape.Sizes, generator));
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), weights);
        return folder;
    }

    private static Tensor Draw(long[] sizes, Generator generator) =>
        sizes.Length == 1 ? ones(sizes) : randn(sizes, generator: generator) * (2 / Math.Sqrt(sizes[1]));

    private static IEnumerable<(string Name, long[] Sizes)> Shapes(int vocabulary, int intermediate)
    {
        yield return ("model.embed_tokens.weight", [vocabulary, Hidden]);
        yield return ("model.norm.weight", [Hidden]);
        yield return ("lm_head.weight", [vocabulary, Hidden]);
        for (var layer = 0; layer < Layers; layer++)
        {
            var name = $"model.layers.{layer}";
            yield return ($"{name}.input_layernorm.weight", [Hidden]);
            yield return ($"{name}.post_attention_layernorm.weight", [Hidden]);
            yield return ($"{name}.self_attn.q_proj.weight", [2 * HeadSize, Hidden]);
            yield return ($"{name}.self_attn.k_proj.weight", [HeadSize, Hidden]);
            yield return ($"{name}.self_attn.v_proj.weight", [HeadSize, Hidden]);
            yield return ($"{name}.self_attn.o_proj.weight", [Hidden, 2 * HeadSize]);
            yield return ($"{name}.mlp.gate_proj.weight", [intermediate, Hidden]);
            yield return ($"{name}.mlp.up_proj.weight", [intermediate, Hidden]);
            yield return ($"{name}.mlp.down_proj.weight", [Hidden, intermediate]);
        }
    }

    private static object Config(int vocabulary, int intermediate) => new
    {
        architectures = (string[])["LlamaForCausalLM"],
        model_type = "llama",
        vocab_size = vocabulary,
        hidden_size = Hidden,
        intermediate_size = intermediate,
        num_hidden_layers = Layers,
        num_attention_heads = 2,
        num_key_value_heads = 1,
        head_dim = HeadSize,
        rms_norm_eps = 1e-5,
        rope_theta = 10000.0,
        max_position_embeddings = 512,
        tie_word_embeddings = false,
        bos_token_id = 0,
        eos_token_id = 1,
        hidden_act = "silu",
        torch_dtype = "float32",
    };

    /// <summary>Begin, end, and every printable ASCII character, space and line break as byte-level BPE writes them.</summary>
    public static Dictionary<string, int> Vocabulary() =>
        ((string[])["<s>", "</s>", "Ġ", "Ċ", .. Enumerable.Range('!', '~' - '!' + 1).Select(code => ((char)code).ToString())])
            .Select((token, id) => (token, id)).ToDictionary(pair => pair.token, pair => pair.id);

    public static object Tokenizer(Dictionary<string, int> vocabulary) => new
    {
        version = "1.0",
        truncation = (string?)null,
        padding = (string?)null,
        added_tokens = (object[])[AddedToken(0, "<s>"), AddedToken(1, "</s>")],
        normalizer = (string?)null,
        pre_tokenizer = new { type = "ByteLevel", add_prefix_space = false, trim_offsets = true, use_regex = true },
        post_processor = (string?)null,
        decoder = new { type = "ByteLevel", add_prefix_space = true, trim_offsets = true, use_regex = true },
        model = new { type = "BPE", byte_fallback = false, fuse_unk = false, vocab = vocabulary, merges = Array.Empty<string>() },
    };

    private static object AddedToken(int id, string content) =>
        new { id, content, single_word = false, lstrip = false, rstrip = false, normalized = false, special = true };

    private static void WriteJson(string folder, string name, object value) => File.WriteAllText(Path.Combine(folder, name), JsonSerializer.Serialize(value));
}
