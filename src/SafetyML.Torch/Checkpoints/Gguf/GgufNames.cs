namespace SafetyML.Torch.Checkpoints.Gguf;

/// <summary>Hugging Face's names of a GGUF file's tensors, for the architectures that are LLaMA's; those of others stay as they are.</summary>
internal static class GgufNames
{
    /// <summary>The divisors of the rotary frequencies; they belong to the configuration.</summary>
    public const string RopeDivisors = "rope_freqs.weight";

    private const string Layer = "blk.";

    /// <summary>Architectures that have LLaMA's tensors, by the format's name.</summary>
    public static readonly string[] Architectures = ["llama", "qwen2"];

    private static readonly Dictionary<string, string> Whole = new(StringComparer.Ordinal)
    {
        ["token_embd.weight"] = "model.embed_tokens.weight",
        ["output_norm.weight"] = "model.norm.weight",
        ["output.weight"] = "lm_head.weight",
    };

    private static readonly Dictionary<string, string> Parts = new(StringComparer.Ordinal)
    {
        ["attn_norm"] = "input_layernorm",
        ["ffn_norm"] = "post_attention_layernorm",
        ["attn_q"] = "self_attn.q_proj",
        ["attn_k"] = "self_attn.k_proj",
        ["attn_v"] = "self_attn.v_proj",
        ["attn_output"] = "self_attn.o_proj",
        ["ffn_gate"] = "mlp.gate_proj",
        ["ffn_up"] = "mlp.up_proj",
        ["ffn_down"] = "mlp.down_proj",
    };

    public static string ToHuggingFace(string name, string? architecture)
    {
        if (!Architectures.Contains(architecture, StringComparer.Ordinal))
            return name;
        if (Whole.TryGetValue(name, out string? whole))
            return whole;
        return name.StartsWith(Layer, StringComparison.Ordinal) && name.Split('.') is [_, var layer, var part, "weight" or "bias"] parts && Parts.TryGetValue(part, out string? other)
            ? $"model.layers.{layer}.{other}.{parts[^1]}" : name;
    }

    /// <summary>The order of a tensor's rows in the file.</summary>
    public static RowOrder Order(string name, long rows, GgufMetadata metadata)
    {
        if (metadata.Text("general.architecture") != "llama" || name.Split('.') is not ["blk", _, "attn_q" or "attn_k", "weight" or "bias"] parts)
            return RowOrder.Plain;
        int? queries = metadata.Integer("llama.attention.head_count");
        int? heads = parts[2] == "attn_q" ? queries : metadata.Integer("llama.attention.head_count_kv") ?? queries;
        return heads > 0 && rows % (2 * (long)heads) == 0 ? new RowOrder(rows / heads.Value)
            : throw new CheckpointFormatException($"{metadata.File}: tensor '{name}' has {rows} rows, which do not divide into {heads ?? 0} heads of an even size.");
    }
}
