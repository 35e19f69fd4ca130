using System.Text.Json.Nodes;
using PretrainTinyBase.Tokens;
using SafetyML.Torch.Checkpoints;
using static TorchSharp.torch;

namespace PretrainTinyBase;

/// <summary>Writes a Hugging Face folder of a small LLaMA with random weights.</summary>
internal static class EmptyModel
{
    private const int Width = 128, Inner = 336, Layers = 4, Heads = 4, KeyHeads = 2, Context = 256;

    /// <summary>The usual spread of a language model's first weights.</summary>
    private const double Spread = 0.02;

    public static void Write(string folder, int vocabulary, int seed)
    {
        using var scope = NewDisposeScope();
        manual_seed(seed);
        SafetensorsWriter.Write(Path.Combine(folder, "model.safetensors"), Weights(vocabulary));
        AtomicFile.WriteAllText(Path.Combine(folder, "config.json"), Config(vocabulary).ToJsonString(new() { WriteIndented = true }));
        AtomicFile.WriteAllText(Path.Combine(folder, "generation_config.json"), Ends().ToJsonString(new() { WriteIndented = true }));
    }

    private static Dictionary<string, Tensor> Weights(int vocabulary)
    {
        var weights = new Dictionary<string, Tensor> { ["model.embed_tokens.weight"] = Random(vocabulary, Width), ["model.norm.weight"] = ones(Width) };
        for (var layer = 0; layer < Layers; layer++)
        {
            var name = $"model.layers.{layer}.";
            weights[name + "self_attn.q_proj.weight"] = Random(Width, Width);
            weights[name + "self_attn.k_proj.weight"] = Random(Width * KeyHeads / Heads, Width);
            weights[name + "self_attn.v_proj.weight"] = Random(Width * KeyHeads / Heads, Width);
            weights[name + "self_attn.o_proj.weight"] = Random(Width, Width);
            weights[name + "mlp.gate_proj.weight"] = Random(Inner, Width);
            weights[name + "mlp.up_proj.weight"] = Random(Inner, Width);
            weights[name + "mlp.down_proj.weight"] = Random(Width, Inner);
            weights[name + "input_layernorm.weight"] = ones(Width);
            weights[name + "post_attention_layernorm.weight"] = ones(Width);
        }
        return weights;
    }

    private static Tensor Random(long rows, long columns) => randn(rows, columns) * Spread;

    private static JsonObject Config(int vocabulary) => new()
    {
        ["architectures"] = new JsonArray("LlamaForCausalLM"),
        ["model_type"] = "llama",
        ["torch_dtype"] = "float32",
        ["vocab_size"] = vocabulary,
        ["hidden_size"] = Width,
        ["intermediate_size"] = Inner,
        ["num_hidden_layers"] = Layers,
        ["num_attention_heads"] = Heads,
        ["num_key_value_heads"] = KeyHeads,
        ["max_position_embeddings"] = Context,
        ["hidden_act"] = "silu",
        ["rms_norm_eps"] = 1e-5,
        ["rope_theta"] = 10000.0,
        ["tie_word_embeddings"] = true,
        ["bos_token_id"] = TokenizerFiles.BeginId,
        ["eos_token_id"] = TokenizerFiles.EndId,
    };

    private static JsonObject Ends() => new() { ["bos_token_id"] = TokenizerFiles.BeginId, ["eos_token_id"] = TokenizerFiles.EndId };
}
