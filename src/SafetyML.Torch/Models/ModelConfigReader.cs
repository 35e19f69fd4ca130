using SafetyML.Torch.Checkpoints;
using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>Makes a <see cref="ModelConfig"/> of <c>config.json</c>: keys of all library versions, each family's defaults.</summary>
internal static class ModelConfigReader
{
    /// <summary>Far above any model; more would take memory before the weights are even looked at.</summary>
    private const int MostLayers = 10_000;

    private static readonly string[] Families = ["llama", "mistral", "qwen2", ModelConfig.Falcon];

    public static ModelConfig Read(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var json = JsonSettings.Read(Path.Combine(folder, "config.json"));
        string family = Family(json);
        RefuseUnsupported(json);
        var config = FalconConfigReader.Recognizes(family) ? FalconConfigReader.Read(json, folder) : ReadLlama(json, family, folder);
        Check(config, json.File);
        return config;
    }

    /// <summary>LLaMA and the families that are LLaMA but for a bias or a window.</summary>
    private static ModelConfig ReadLlama(JsonSettings json, string family, string folder)
    {
        int heads = Required(json, "num_attention_heads");
        int hidden = Required(json, "hidden_size");
        int positions = json.Integer("max_position_embeddings") ?? json.Integer("max_sequence_length") ?? (family == "llama" ? 2048 : 32768);
        bool attentionBias = family == "llama" && (json.Flag("attention_bias") ?? false);
        return new ModelConfig
        {
            ModelType = family,
            VocabularySize = Required(json, "vocab_size"),
            HiddenSize = hidden,
            IntermediateSize = Required(json, "intermediate_size"),
            LayerCount = Layers(json),
            HeadCount = heads,
            KeyValueHeadCount = json.Integer("num_key_value_heads") ?? heads,
            HeadSize = json.Integer("head_dim") ?? EvenShare(json, hidden, heads),
            NormEpsilon = json.Number("rms_norm_eps") ?? 1e-6,
            MaxPositions = positions,
            TiesEmbeddings = json.Flag("tie_word_embeddings") ?? false,
            Rope = RopeReader.Read(json, positions),
            QueryKeyValueBias = attentionBias || family == "qwen2",
            AttentionOutputBias = attentionBias,
            FeedForwardBias = family == "llama" && (json.Flag("mlp_bias") ?? false),
            Windows = WindowReader.Read(json, family),
            BeginOfTextId = json.Integers("bos_token_id") is [var begin, ..] ? begin : null,
            EndOfTextIds = EndOfText(folder, json),
            ScalarType = StoredType(json),
        };
    }

    private static string Family(JsonSettings json)
    {
        string type = json.Text("model_type") ?? "";
        string architecture = json.Texts("architectures") is [var first, ..] ? first : "";
        if (Families.Contains(type, StringComparer.Ordinal) || FalconConfigReader.Recognizes(type))
            return type;
        // The first LLaMA conversions name the class only.
        if (type.Length == 0 && architecture.Equals("LlamaForCausalLM", StringComparison.OrdinalIgnoreCase))
            return "llama";
        string name = string.Join(", ", new[] { type, architecture }.Where(part => part.Length > 0).Select(part => $"'{part}'"));
        throw new UnsupportedModelException(
            $"{json.File}: architecture {(name.Length == 0 ? "(none)" : name)} is not supported. Supported model types: {string.Join(", ", Families)}.");
    }

    private static void RefuseUnsupported(JsonSettings json)
    {
        if (json.Text("hidden_act") is { } activation && activation is not ("silu" or "swish"))
            throw new UnsupportedModelException($"{json.File}: hidden_act '{activation}' is not supported. Supported: silu.");
        if (json.Nested("quantization_config") is { } quantization)
            throw new UnsupportedModelException(
                $"{json.File}: quantization_config ({quantization.Text("quant_method") ?? "no method named"}) is not supported. " +
                "Use the model's float16 or bfloat16 folder.");
    }

    public static int Required(JsonSettings json, string name) =>
        json.Integer(name) ?? throw new CheckpointFormatException($"{json.File}: \"{name}\" is missing.");

    public static int Layers(JsonSettings json, string name = "num_hidden_layers")
    {
        int layers = Required(json, name);
        return layers is >= 1 and <= MostLayers ? layers
            : throw new CheckpointFormatException($"{json.File}: \"{name}\" is {layers}; it must be from 1 to {MostLayers}.");
    }

    public static int EvenShare(JsonSettings json, int hidden, int heads) => heads > 0 && hidden % heads == 0 ? hidden / heads
        : throw new CheckpointFormatException($"{json.File}: hidden_size {hidden} does not divide into num_attention_heads {heads}, and there is no head_dim.");

    public static IReadOnlyList<int> EndOfText(string folder, JsonSettings json)
    {
        string path = Path.Combine(folder, "generation_config.json");
        var fromGeneration = File.Exists(path) ? JsonSettings.Read(path).Integers("eos_token_id") : null;
        return fromGeneration ?? json.Integers("eos_token_id") ?? [];
    }

    public static ScalarType? StoredType(JsonSettings json) => (json.Text("dtype") ?? json.Text("torch_dtype")) switch
    {
        "float32" => ScalarType.Float32,
        "float16" => ScalarType.Float16,
        "bfloat16" => ScalarType.BFloat16,
        _ => null,
    };

    private static void Check(ModelConfig config, string file)
    {
        var sizes = new (string Name, double Value)[]
        {
            ("vocab_size", config.VocabularySize), ("hidden_size", config.HiddenSize), ("intermediate_size", config.IntermediateSize),
            ("num_attention_heads", config.HeadCount), ("num_key_value_heads", config.KeyValueHeadCount),
            ("head_dim", config.HeadSize), ("max_position_embeddings", config.MaxPositions),
        };
        foreach (var (name, value) in sizes)
            if (value < 1)
                throw new CheckpointFormatException($"{file}: \"{name}\" is {value}; it must be at least 1.");
        if (config.HeadCount % config.KeyValueHeadCount != 0)
            throw new CheckpointFormatException(
                $"{file}: num_attention_heads {config.HeadCount} does not divide by num_key_value_heads {config.KeyValueHeadCount}.");
        if (config.HeadSize % 2 != 0)
            throw new CheckpointFormatException($"{file}: the head size {config.HeadSize} is odd; rotary positions need pairs of dimensions.");
        if (config.NormEpsilon is not >= 0)
            throw new CheckpointFormatException($"{file}: the norms' epsilon is {config.NormEpsilon}; it must not be negative.");
    }
}
