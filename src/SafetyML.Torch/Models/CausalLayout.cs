using SafetyML.Torch.Checkpoints;

namespace SafetyML.Torch.Models;

/// <summary>Which tensors a configuration needs, and whether a checkpoint has just those.</summary>
internal static class CausalLayout
{
    /// <summary>Every tensor of the model with its shape.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Tensors(ModelConfig config)
    {
        var names = CausalNames.Of(config);
        yield return (names.EmbeddingWeight, [config.VocabularySize, config.HiddenSize]);
        for (int layer = 0; layer < config.LayerCount; layer++)
            foreach (var (name, shape) in Norms(config, names).Concat(Projections(config, names)))
                yield return ($"{names.Model}.{names.Layers}.{layer}.{name}", shape);
        foreach (var tensor in Norm(config, $"{names.Model}.{names.LastNorm}"))
            yield return tensor;
        if (!config.TiesEmbeddings)
            yield return (names.HeadWeight, [config.VocabularySize, config.HiddenSize]);
    }

    /// <summary>Refuses a checkpoint that lacks a tensor, has one too many, or has one of another shape.</summary>
    public static void Check(ModelConfig config, Checkpoint checkpoint)
    {
        var present = checkpoint.Names.ToDictionary(name => name, checkpoint.Info, StringComparer.Ordinal);
        var faults = TensorFaults.Of(Tensors(config), present, name => IsIgnored(config, name));
        if (faults.Count > 0)
            throw new CheckpointFormatException($"{checkpoint.Path} does not hold the {config.ModelType} model of its config.json. {string.Join(" ", faults)}");
    }

    private static IEnumerable<(string Name, long[] Shape)> Norms(ModelConfig config, CausalNames names) =>
        Norm(config, names.AttentionNorm).Concat(config.SharesNorm ? [] : Norm(config, names.FeedForwardNorm));

    private static IEnumerable<(string Name, long[] Shape)> Norm(ModelConfig config, string name)
    {
        yield return ($"{name}.weight", [config.HiddenSize]);
        if (config.UsesLayerNorm)
            yield return ($"{name}.bias", [config.HiddenSize]);
    }

    private static IEnumerable<(string Name, long[] Shape)> Projections(ModelConfig config, CausalNames names)
    {
        long hidden = config.HiddenSize, inner = config.IntermediateSize;
        long queries = (long)config.HeadCount * config.HeadSize, keys = (long)config.KeyValueHeadCount * config.HeadSize;
        long[] heads = names.AttentionInputs.Count == 1 ? [queries + (2 * keys)] : [queries, keys, keys];
        var projections = names.AttentionInputs.Zip(heads, (name, rows) => (Name: $"{names.Attention}.{name}", Out: rows, In: hidden, Bias: config.QueryKeyValueBias)).ToList();
        projections.Add(($"{names.Attention}.{names.AttentionOutput}", hidden, queries, config.AttentionOutputBias));
        if (config.HasGate)
            projections.Add(($"{names.FeedForward}.{names.Gate}", inner, hidden, config.FeedForwardBias));
        projections.Add(($"{names.FeedForward}.{names.Up}", inner, hidden, config.FeedForwardBias));
        projections.Add(($"{names.FeedForward}.{names.Down}", hidden, inner, config.FeedForwardBias));
        foreach (var (name, rows, columns, bias) in projections)
        {
            yield return ($"{name}.weight", [rows, columns]);
            if (bias)
                yield return ($"{name}.bias", [rows]);
        }
    }

    /// <summary>Old conversions store the rotary frequencies; a tied head may be stored a second time.</summary>
    private static bool IsIgnored(ModelConfig config, string name) =>
        name.EndsWith(".rotary_emb.inv_freq", StringComparison.Ordinal) || (config.TiesEmbeddings && name == CausalNames.Of(config).HeadWeight);
}
