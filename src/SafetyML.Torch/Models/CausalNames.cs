namespace SafetyML.Torch.Models;

/// <summary>What a family's checkpoints call the parts of a causal model. The modules register under these names, so LoRA and saving see them, too.</summary>
internal sealed record CausalNames
{
    private static readonly CausalNames Llama = new();

    public string Model { get; private init; } = "model";

    public string Embedding { get; private init; } = "embed_tokens";

    public string Layers { get; private init; } = "layers";

    public string LastNorm { get; private init; } = "norm";

    public string Head { get; } = "lm_head";

    public string AttentionNorm { get; private init; } = "input_layernorm";

    /// <summary>The feed-forward block's own norm; unused where it shares the attention's.</summary>
    public string FeedForwardNorm { get; private init; } = "post_attention_layernorm";

    public string Attention { get; private init; } = "self_attn";

    /// <summary>Queries, keys and values, or the one projection of all three.</summary>
    public IReadOnlyList<string> AttentionInputs { get; private init; } = ["q_proj", "k_proj", "v_proj"];

    public string AttentionOutput { get; private init; } = "o_proj";

    public string FeedForward { get; } = "mlp";

    /// <summary>Unused where the feed-forward block has no gate.</summary>
    public string Gate { get; } = "gate_proj";

    public string Up { get; private init; } = "up_proj";

    public string Down { get; private init; } = "down_proj";

    /// <summary>The full name of the embedding's weight.</summary>
    public string EmbeddingWeight => $"{Model}.{Embedding}.weight";

    /// <summary>The full name of the head's weight.</summary>
    public string HeadWeight => $"{Head}.weight";

    public static CausalNames Of(ModelConfig config) => config.ModelType == ModelConfig.Falcon ? OfFalcon(config) : Llama;

    /// <summary>The 40B style has a norm for each of the two parallel blocks.</summary>
    private static CausalNames OfFalcon(ModelConfig config) => new()
    {
        Model = "transformer",
        Embedding = "word_embeddings",
        Layers = "h",
        LastNorm = "ln_f",
        AttentionNorm = config.IsParallel && !config.SharesNorm ? "ln_attn" : "input_layernorm",
        FeedForwardNorm = config.IsParallel ? "ln_mlp" : "post_attention_layernorm",
        Attention = "self_attention",
        AttentionInputs = ["query_key_value"],
        AttentionOutput = "dense",
        Up = "dense_h_to_4h",
        Down = "dense_4h_to_h",
    };
}
