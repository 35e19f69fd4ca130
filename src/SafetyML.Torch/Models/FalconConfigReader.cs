using SafetyML.Torch.Checkpoints;

namespace SafetyML.Torch.Models;

/// <summary>
/// Reads a Falcon <c>config.json</c>: the 7B style (parallel blocks that share a norm, one key head), the 40B style (<c>new_decoder_architecture</c>),
/// and the keys of the first releases (<c>RefinedWeb</c>, <c>n_head</c>).
/// </summary>
internal static class FalconConfigReader
{
    /// <summary>The 40B style before the library knew Falcon.</summary>
    private const string First40B = "RefinedWeb";

    /// <summary>The 7B style before the library knew Falcon.</summary>
    private const string First7B = "RefinedWebModel";

    private const int DefaultEnd = 11;

    public static bool Recognizes(string modelType) => modelType is ModelConfig.Falcon or First40B or First7B;

    public static ModelConfig Read(JsonSettings json, string folder)
    {
        RefuseUnsupported(json);
        int hidden = json.Integer("n_embed") ?? ModelConfigReader.Required(json, "hidden_size");
        int heads = json.Integer("n_head") ?? ModelConfigReader.Required(json, "num_attention_heads");
        int positions = json.Integer("max_position_embeddings") ?? 2048;
        bool is40B = json.Flag("new_decoder_architecture") ?? json.Text("model_type") == First40B;
        bool bias = json.Flag("bias") ?? false;
        bool isParallel = is40B || (json.Flag("parallel_attn") ?? true);
        return new ModelConfig
        {
            ModelType = ModelConfig.Falcon,
            VocabularySize = ModelConfigReader.Required(json, "vocab_size"),
            HiddenSize = hidden,
            IntermediateSize = json.Integer("ffn_hidden_size") ?? hidden * 4,
            LayerCount = ModelConfigReader.Layers(json, json.Has("n_layer") ? "n_layer" : "num_hidden_layers"),
            HeadCount = heads,
            KeyValueHeadCount = KeyHeads(json, heads, is40B),
            HeadSize = ModelConfigReader.EvenShare(json, hidden, heads),
            NormEpsilon = json.Number("layer_norm_epsilon") ?? 1e-5,
            MaxPositions = positions,
            TiesEmbeddings = json.Flag("tie_word_embeddings") ?? true,
            Rope = RopeReader.Read(json, positions),
            QueryKeyValueBias = bias,
            AttentionOutputBias = bias,
            FeedForwardBias = bias,
            UsesLayerNorm = true,
            IsParallel = isParallel,
            SharesNorm = is40B ? json.Integer("num_ln_in_parallel_attn") == 1 : isParallel,
            HasGate = false,
            BeginOfTextId = json.Integers("bos_token_id") is [var begin, ..] ? begin : DefaultEnd,
            EndOfTextIds = ModelConfigReader.EndOfText(folder, json) is { Count: > 0 } ends ? ends : [DefaultEnd],
            ScalarType = ModelConfigReader.StoredType(json),
        };
    }

    private static int KeyHeads(JsonSettings json, int heads, bool is40B) =>
        is40B ? json.Integer("num_kv_heads") ?? json.Integer("n_head_kv") ?? heads
        : json.Flag("multi_query") ?? true ? 1
        : heads;

    private static void RefuseUnsupported(JsonSettings json)
    {
        if (json.Flag("alibi") == true)
            throw new UnsupportedModelException($"{json.File}: alibi is not supported. Supported: rotary positions (\"alibi\": false).");
        if (json.Text("activation") is { } activation and not "gelu")
            throw new UnsupportedModelException($"{json.File}: activation '{activation}' is not supported. Supported: gelu.");
        if (json.Integer("num_ln_in_parallel_attn") is { } norms and not (1 or 2))
            throw new UnsupportedModelException($"{json.File}: num_ln_in_parallel_attn {norms} is not supported. Supported: 1, 2.");
    }
}
