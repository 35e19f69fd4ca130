using SafetyML.Torch.Checkpoints;

namespace SafetyML.Torch.Models;

/// <summary>Which tensors a configuration needs, and whether a checkpoint has just those.</summary>
internal static class CausalLayout
{
    public const string Embedding = "model.embed_tokens.weight";

    private const int MostNamed = 10;

    /// <summary>Every tensor of the model with its shape.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Tensors(ModelConfig config)
    {
        yield return (Embedding, [config.VocabularySize, config.HiddenSize]);
        for (int layer = 0; layer < config.LayerCount; layer++)
            foreach (var (name, shape) in Layer(config))
                yield return ($"model.layers.{layer}.{name}", shape);
        yield return ("model.norm.weight", [config.HiddenSize]);
        if (!config.TiesEmbeddings)
            yield return ("lm_head.weight", [config.VocabularySize, config.HiddenSize]);
    }

    /// <summary>Refuses a checkpoint that lacks a tensor, has one too many, or has one of another shape.</summary>
    public static void Check(ModelConfig config, Checkpoint checkpoint)
    {
        var expected = Tensors(config).ToDictionary(tensor => tensor.Name, tensor => tensor.Shape, StringComparer.Ordinal);
        var faults = new List<string>();
        AddList(faults, "missing", expected.Keys.Where(name => !checkpoint.Contains(name)));
        AddList(faults, "not part of this architecture", checkpoint.Names.Where(name => !expected.ContainsKey(name) && !IsIgnored(config, name)));
        AddList(faults, "of another shape than config.json says", expected
            .Where(item => checkpoint.Contains(item.Key) && !checkpoint.Info(item.Key).Shape.SequenceEqual(item.Value))
            .Select(item => $"{item.Key} is {TensorInfo.ShapeText(checkpoint.Info(item.Key).Shape)}, not {TensorInfo.ShapeText(item.Value)}"));
        if (faults.Count > 0)
            throw new CheckpointFormatException($"{checkpoint.Path} does not hold the {config.ModelType} model of its config.json. {string.Join(" ", faults)}");
    }

    private static IEnumerable<(string Name, long[] Shape)> Layer(ModelConfig config)
    {
        long hidden = config.HiddenSize, inner = config.IntermediateSize;
        long queries = (long)config.HeadCount * config.HeadSize, keys = (long)config.KeyValueHeadCount * config.HeadSize;
        yield return ("input_layernorm.weight", [hidden]);
        yield return ("post_attention_layernorm.weight", [hidden]);
        var projections = new (string Name, long Out, long In, bool Bias)[]
        {
            ("self_attn.q_proj", queries, hidden, config.QueryKeyValueBias),
            ("self_attn.k_proj", keys, hidden, config.QueryKeyValueBias),
            ("self_attn.v_proj", keys, hidden, config.QueryKeyValueBias),
            ("self_attn.o_proj", hidden, queries, config.AttentionOutputBias),
            ("mlp.gate_proj", inner, hidden, config.FeedForwardBias),
            ("mlp.up_proj", inner, hidden, config.FeedForwardBias),
            ("mlp.down_proj", hidden, inner, config.FeedForwardBias),
        };
        foreach (var (name, rows, columns, bias) in projections)
        {
            yield return ($"{name}.weight", [rows, columns]);
            if (bias)
                yield return ($"{name}.bias", [rows]);
        }
    }

    /// <summary>Old conversions store the rotary frequencies; a tied head may be stored a second time.</summary>
    private static bool IsIgnored(ModelConfig config, string name) =>
        name.EndsWith(".rotary_emb.inv_freq", StringComparison.Ordinal) || (config.TiesEmbeddings && name == "lm_head.weight");

    private static void AddList(List<string> faults, string fault, IEnumerable<string> names)
    {
        string[] all = [.. names];
        string rest = all.Length > MostNamed ? ", ..." : "";
        if (all.Length > 0)
            faults.Add($"{all.Length} {(all.Length == 1 ? "tensor is" : "tensors are")} {fault}: {string.Join(", ", all.Take(MostNamed))}{rest}.");
    }
}
