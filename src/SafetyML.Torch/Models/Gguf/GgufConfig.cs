using System.Text.Json.Nodes;
using SafetyML.Torch.Checkpoints.Gguf;

namespace SafetyML.Torch.Models.Gguf;

/// <summary>The <c>config.json</c> and <c>generation_config.json</c> that a GGUF file's metadata stand for, with Hugging Face's keys.</summary>
internal static class GgufConfig
{
    /// <summary>The configuration; <c>vocab_size</c> is the number of the embedding's rows.</summary>
    /// <exception cref="UnsupportedModelException">The architecture, or something it asks for, is not supported.</exception>
    public static JsonObject Config(GgufFile file)
    {
        var metadata = file.Metadata;
        string architecture = metadata.Text("general.architecture") ?? "";
        if (!GgufNames.Architectures.Contains(architecture, StringComparer.Ordinal))
            throw new UnsupportedModelException(
                $"{file.Path}: GGUF architecture '{architecture}' is not supported. Supported: {string.Join(", ", GgufNames.Architectures)}.");
        RefuseUnsupported(metadata, architecture);
        var config = Sizes(file, architecture);
        config["rope_theta"] = metadata.Number($"{architecture}.rope.freq_base") ?? 10_000;
        if (GgufRope.Scaling(file, architecture, metadata.Integer($"{architecture}.context_length") ?? 0) is { } scaling)
            config["rope_scaling"] = scaling;
        config["hidden_act"] = "silu";
        config["attention_bias"] = architecture == "llama" && Has(file, "model.layers.0.self_attn.q_proj.bias");
        config["mlp_bias"] = architecture == "llama" && Has(file, "model.layers.0.mlp.up_proj.bias");
        config["tie_word_embeddings"] = !Has(file, "lm_head.weight");
        foreach (var (key, id) in Generation(metadata))
            config[key] = id?.DeepClone();
        return config;
    }

    /// <summary>The ids that generation begins and ends with.</summary>
    public static JsonObject Generation(GgufMetadata metadata)
    {
        int? end = metadata.Integer("tokenizer.ggml.eos_token_id"), turn = metadata.Integer("tokenizer.ggml.eot_token_id");
        int[] ends = [.. new[] { end, turn }.OfType<int>().Distinct()];
        return new JsonObject
        {
            ["bos_token_id"] = metadata.Integer("tokenizer.ggml.bos_token_id"),
            ["eos_token_id"] = ends.Length > 1 ? new JsonArray([.. ends.Select(id => JsonValue.Create(id))]) : end,
            ["pad_token_id"] = metadata.Integer("tokenizer.ggml.padding_token_id"),
        };
    }

    private static JsonObject Sizes(GgufFile file, string architecture)
    {
        var embedding = file.Tensors.FirstOrDefault(tensor => tensor.Info.Name == "model.embed_tokens.weight");
        var config = new JsonObject
        {
            ["architectures"] = new JsonArray(architecture == "llama" ? "LlamaForCausalLM" : "Qwen2ForCausalLM"),
            ["model_type"] = architecture,
            ["vocab_size"] = embedding?.Info.Shape[0],
        };
        var keys = new (string Ours, string Theirs)[]
        {
            ("hidden_size", "embedding_length"), ("intermediate_size", "feed_forward_length"), ("num_hidden_layers", "block_count"),
            ("num_attention_heads", "attention.head_count"), ("num_key_value_heads", "attention.head_count_kv"), ("head_dim", "attention.key_length"),
            ("max_position_embeddings", "context_length"),
        };
        foreach (var (ours, theirs) in keys)
            if (file.Metadata.Integer($"{architecture}.{theirs}") is { } value)
                config[ours] = value;
        config["rms_norm_eps"] = file.Metadata.Number($"{architecture}.attention.layer_norm_rms_epsilon") ?? 1e-6;
        return config;
    }

    private static void RefuseUnsupported(GgufMetadata metadata, string architecture)
    {
        if (metadata.Integer($"{architecture}.expert_count") is > 0 and var experts)
            throw new UnsupportedModelException($"{metadata.File}: {experts} experts are not supported. Supported: models without experts.");
        int? key = metadata.Integer($"{architecture}.attention.key_length"), value = metadata.Integer($"{architecture}.attention.value_length");
        int? rotated = metadata.Integer($"{architecture}.rope.dimension_count");
        int? hidden = metadata.Integer($"{architecture}.embedding_length"), heads = metadata.Integer($"{architecture}.attention.head_count");
        int? head = key ?? (heads > 0 ? hidden / heads : null);
        if (value is not null && value != head)
            throw new UnsupportedModelException($"{metadata.File}: values of width {value} beside keys of width {head} are not supported.");
        if (rotated is not null && rotated != head)
            throw new UnsupportedModelException($"{metadata.File}: rotary positions over {rotated} of {head} dimensions are not supported.");
    }

    private static bool Has(GgufFile file, string name) => file.Tensors.Any(tensor => tensor.Info.Name == name);
}
