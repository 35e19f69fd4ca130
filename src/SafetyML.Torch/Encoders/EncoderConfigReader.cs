using System.Globalization;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;

namespace SafetyML.Torch.Encoders;

/// <summary>Makes an <see cref="EncoderConfig"/> of <c>config.json</c> with each family's defaults; what is not supported is refused by name.</summary>
internal static class EncoderConfigReader
{
    public const string PoolingKey = "classifier_pooling";

    /// <summary>Far above any model; more would take memory before the weights are even looked at.</summary>
    private const int MostLayers = 10_000, MostLabels = 100_000;

    public static EncoderConfig Read(string folder)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(folder);
        var json = JsonSettings.Read(Path.Combine(folder, "config.json"));
        var family = Family(json);
        RefuseUnsupported(json, family);
        int hidden = Size(json, "hidden_size");
        int positions = Size(json, "max_position_embeddings", 512);
        var config = new EncoderConfig
        {
            ModelType = family.ModelType,
            VocabularySize = Size(json, "vocab_size"),
            HiddenSize = hidden,
            EmbeddingSize = Size(json, "embedding_size", family.ModelType == "electra" ? 128 : hidden),
            IntermediateSize = Size(json, "intermediate_size"),
            LayerCount = Layers(json),
            HeadCount = Size(json, "num_attention_heads"),
            MaxPositions = positions,
            TypeVocabularySize = json.Integer("type_vocab_size") ?? family.TypeVocabularySize,
            NormEpsilon = json.Number("layer_norm_eps") ?? family.NormEpsilon,
            Activation = Activations.Read(json, "hidden_act", EncoderActivation.Gelu),
            PadId = json.Integer("pad_token_id") ?? family.PadId,
            Dropout = json.Number("hidden_dropout_prob") ?? 0.1,
            InitializerRange = json.Number("initializer_range") ?? 0.02,
            HasPositions = !family.IsDeberta || (json.Flag("position_biased_input") ?? true),
            Relative = family.IsDeberta ? Relative(json, positions) : null,
            Convolution = family.IsDeberta ? Convolution(json) : null,
            PoolerActivation = Activations.Read(json, "pooler_hidden_act", EncoderActivation.Gelu),
            HeadPooling = HeadPooling(json),
            Labels = Labels(json),
            ProblemType = json.Text("problem_type"),
        };
        Check(config, json);
        return config;
    }

    private static EncoderFamily Family(JsonSettings json)
    {
        string type = json.Text("model_type") ?? "";
        if (EncoderFamily.Find(type) is { } found)
            return found;
        string architecture = json.Texts("architectures") is [var first, ..] ? first : "";
        string name = string.Join(", ", new[] { type, architecture }.Where(part => part.Length > 0).Select(part => $"'{part}'"));
        throw new UnsupportedModelException(
            $"{json.File}: {(name.Length == 0 ? "an encoder without model_type" : $"encoder {name}")} is not supported. " +
            $"Supported model types: {string.Join(", ", EncoderFamily.All.Select(family => family.ModelType))}.");
    }

    private static void RefuseUnsupported(JsonSettings json, EncoderFamily family)
    {
        if (!family.IsDeberta && json.Text("position_embedding_type") is { } kind and not "absolute")
            throw new UnsupportedModelException($"{json.File}: position_embedding_type '{kind}' is not supported. Supported: absolute.");
        foreach (string flag in new[] { "is_decoder", "add_cross_attention" })
            if (json.Flag(flag) == true)
                throw new UnsupportedModelException($"{json.File}: {flag} true is not supported. An encoder has it false.");
        if (json.Nested("quantization_config") is { } quantization)
            throw new UnsupportedModelException(
                $"{json.File}: quantization_config ({quantization.Text("quant_method") ?? "no method named"}) is not supported. Use the model's unquantized folder.");
        if (!family.IsDeberta)
            return;
        foreach (string size in new[] { "pooler_hidden_size", "attention_head_size" })
        {
            int heads = size == "pooler_hidden_size" ? 1 : Math.Max(1, json.Integer("num_attention_heads") ?? 1);
            if (json.Integer(size) is { } given && given != json.Integer("hidden_size") / heads)
                throw new UnsupportedModelException($"{json.File}: {size} {given} is not supported. Supported: the value that follows from hidden_size.");
        }
    }

    private static RelativeAttention? Relative(JsonSettings json, int positions)
    {
        if (json.Flag("relative_attention") != true)
            return null;
        string[] kinds = [.. PositionKinds(json).Select(kind => kind.Trim().ToLowerInvariant()).Where(kind => kind.Length > 0)];
        if (kinds.FirstOrDefault(kind => kind is not ("c2p" or "p2c")) is { } unknown)
            throw new UnsupportedModelException($"{json.File}: pos_att_type '{unknown}' is not supported. Supported: c2p, p2c.");
        string norm = json.Text("norm_rel_ebd") ?? "none";
        if (norm is not ("none" or "layer_norm"))
            throw new UnsupportedModelException($"{json.File}: norm_rel_ebd '{norm}' is not supported. Supported: none, layer_norm.");
        int distance = json.Integer("max_relative_positions") ?? -1;
        return new RelativeAttention
        {
            MaxDistance = distance < 1 ? positions : distance,
            Buckets = Math.Max(0, json.Integer("position_buckets") ?? -1),
            ContentToPosition = kinds.Contains("c2p"),
            PositionToContent = kinds.Contains("p2c"),
            SharesProjections = json.Flag("share_att_key") ?? false,
            NormalizesEmbeddings = norm == "layer_norm",
        };
    }

    /// <summary>A list, or in the first configurations a text with bars: <c>p2c|c2p</c>.</summary>
    private static IEnumerable<string> PositionKinds(JsonSettings json) =>
        json.TryGet("pos_att_type", System.Text.Json.JsonValueKind.String, out var text) ? text.GetString()!.Split('|') : json.Texts("pos_att_type") ?? [];

    private static EncoderConvolution? Convolution(JsonSettings json)
    {
        int size = json.Integer("conv_kernel_size") ?? 0, groups = json.Integer("conv_groups") ?? 1, hidden = json.Integer("hidden_size") ?? 0;
        if (size <= 0)
            return null;
        if (size % 2 == 0)
            throw new UnsupportedModelException($"{json.File}: conv_kernel_size {size} is not supported. Supported: odd numbers, which keep the number of tokens.");
        if (groups < 1 || hidden % groups != 0)
            throw new CheckpointFormatException($"{json.File}: hidden_size {hidden} does not divide into conv_groups {groups}.");
        return new EncoderConvolution(size, groups, Activations.Read(json, "conv_act", EncoderActivation.Tanh));
    }

    private static Pooling HeadPooling(JsonSettings json) => json.Text(PoolingKey) switch
    {
        null or "cls" => Pooling.FirstToken,
        "mean" => Pooling.Mean,
        var other => throw new UnsupportedModelException($"{json.File}: {PoolingKey} '{other}' is not supported. Supported: cls, mean."),
    };

    /// <summary><c>id2label</c>, whose keys must count from 0; else <c>num_labels</c> unnamed ones; else two.</summary>
    private static IReadOnlyList<string> Labels(JsonSettings json)
    {
        if (json.Nested("id2label") is not { } map)
        {
            int labels = Size(json, "num_labels", 2);
            return labels <= MostLabels ? [.. Enumerable.Range(0, labels).Select(label => $"LABEL_{label}")]
                : throw new CheckpointFormatException($"{json.File}: \"num_labels\" is {labels}; it must be from 1 to {MostLabels}.");
        }
        var names = new SortedDictionary<int, string>();
        foreach (var item in map.Properties)
            if (!int.TryParse(item.Name, NumberStyles.None, CultureInfo.InvariantCulture, out int id) || !names.TryAdd(id, map.Text(item.Name) ?? ""))
                throw new CheckpointFormatException($"{map.File}: key \"{item.Name}\" is not a number, or is there twice.");
        if (names.Count == 0 || names.Keys.Last() != names.Count - 1)
            throw new CheckpointFormatException($"{map.File}: the keys must be 0, 1, 2 and so on, at least one; they are {string.Join(", ", names.Keys.Take(10))}.");
        return [.. names.Values];
    }

    private static int Layers(JsonSettings json)
    {
        int layers = Size(json, "num_hidden_layers");
        return layers <= MostLayers ? layers
            : throw new CheckpointFormatException($"{json.File}: \"num_hidden_layers\" is {layers}; it must be from 1 to {MostLayers}.");
    }

    private static int Size(JsonSettings json, string name, int? standard = null)
    {
        int size = json.Integer(name) ?? standard ?? throw new CheckpointFormatException($"{json.File}: \"{name}\" is missing.");
        return size >= 1 ? size : throw new CheckpointFormatException($"{json.File}: \"{name}\" is {size}; it must be at least 1.");
    }

    private static void Check(EncoderConfig config, JsonSettings json)
    {
        if (config.HiddenSize % config.HeadCount != 0)
            throw new CheckpointFormatException($"{json.File}: hidden_size {config.HiddenSize} does not divide into num_attention_heads {config.HeadCount}.");
        if (config.NormEpsilon is not >= 0)
            throw new CheckpointFormatException($"{json.File}: \"layer_norm_eps\" is {config.NormEpsilon}; it must not be negative.");
        if (config.Dropout is not (>= 0 and < 1))
            throw new CheckpointFormatException($"{json.File}: \"hidden_dropout_prob\" is {config.Dropout}; it must be at least 0 and below 1.");
        if (config.InitializerRange is not >= 0)
            throw new CheckpointFormatException($"{json.File}: \"initializer_range\" is {config.InitializerRange}; it must not be negative.");
        if (config.TypeVocabularySize < 0)
            throw new CheckpointFormatException($"{json.File}: \"type_vocab_size\" is {config.TypeVocabularySize}; it must not be negative.");
        if (config.Family.IsRoberta && config.PadId < 0)
            throw new CheckpointFormatException($"{json.File}: \"pad_token_id\" is {config.PadId}; positions count from it, so that it must not be negative.");
        if (config.MaxTokens < 1)
            throw new CheckpointFormatException(
                $"{json.File}: max_position_embeddings {config.MaxPositions} leaves no place after pad_token_id {config.PadId}, from which positions count.");
        if (config.Relative is { Buckets: > 0 } relative && (relative.Buckets < 2 || relative.MaxDistance - 1 <= relative.Buckets / 2))
            throw new CheckpointFormatException(
                $"{json.File}: position_buckets {relative.Buckets} must be at least 2 and below twice max_relative_positions {relative.MaxDistance}.");
    }
}
