namespace SafetyML.Torch.Encoders;

/// <summary>Which tensors a configuration needs, under the names of the Hugging Face library.</summary>
internal static class EncoderLayout
{
    /// <summary>Every tensor of the encoder with its shape; without BERT's pooler, which belongs to the head.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Encoder(EncoderConfig config)
    {
        string prefix = config.Family.Prefix;
        var each = Enumerable.Range(0, config.LayerCount).SelectMany(layer => Layer(config).Select(item => ($"encoder.layer.{layer}.{item.Name}", item.Shape)));
        return Embeddings(config).Concat(Stack(config)).Concat(each).Select(item => ($"{prefix}.{item.Item1}", item.Item2));
    }

    /// <summary>The tensors of the classification head.</summary>
    public static IEnumerable<(string Name, long[] Shape)> Head(EncoderConfig config)
    {
        var (dense, output) = HeadNames(config);
        return [.. Linear(dense, config.HiddenSize, config.HiddenSize), .. Linear(output, config.Labels.Count, config.HiddenSize)];
    }

    /// <summary>The paths of the two layers of the head.</summary>
    public static (string Dense, string Output) HeadNames(EncoderConfig config) => config.Family.Head switch
    {
        HeadKind.EncoderPooler => ($"{config.Family.Prefix}.pooler.dense", "classifier"),
        HeadKind.Pooler => ("pooler.dense", "classifier"),
        _ => ("classifier.dense", "classifier.out_proj"),
    };

    private static IEnumerable<(string Name, long[] Shape)> Embeddings(EncoderConfig config)
    {
        long width = config.EmbeddingSize;
        yield return ("embeddings.word_embeddings.weight", [config.VocabularySize, width]);
        if (config.HasPositions)
            yield return ("embeddings.position_embeddings.weight", [config.MaxPositions, width]);
        if (config.TypeVocabularySize > 0)
            yield return ("embeddings.token_type_embeddings.weight", [config.TypeVocabularySize, width]);
        bool projects = config.EmbeddingSize != config.HiddenSize;
        // DeBERTa projects before the norm and without a bias, ELECTRA after it and with one.
        foreach (var item in Norm("embeddings.LayerNorm", config.Family.IsDeberta ? config.HiddenSize : width))
            yield return item;
        if (projects && config.Family.IsDeberta)
            yield return ("embeddings.embed_proj.weight", [config.HiddenSize, width]);
        else if (projects)
            foreach (var item in Linear("embeddings_project", config.HiddenSize, width))
                yield return item;
    }

    /// <summary>What DeBERTa keeps beside its layers.</summary>
    private static IEnumerable<(string Name, long[] Shape)> Stack(EncoderConfig config)
    {
        long hidden = config.HiddenSize;
        if (config.Relative is { } relative)
            yield return ("encoder.rel_embeddings.weight", [2L * relative.Span, hidden]);
        if (config.Relative is { NormalizesEmbeddings: true })
            foreach (var item in Norm("encoder.LayerNorm", hidden))
                yield return item;
        if (config.Convolution is not { } convolution)
            yield break;
        yield return ("encoder.conv.conv.weight", [hidden, hidden / convolution.Groups, convolution.KernelSize]);
        yield return ("encoder.conv.conv.bias", [hidden]);
        foreach (var item in Norm("encoder.conv.LayerNorm", hidden))
            yield return item;
    }

    private static IEnumerable<(string Name, long[] Shape)> Layer(EncoderConfig config)
    {
        long hidden = config.HiddenSize, inner = config.IntermediateSize;
        return SelfAttention.ProjectionNames(config).SelectMany(name => Linear($"attention.self.{name}", hidden, hidden))
            .Concat(Linear("attention.output.dense", hidden, hidden))
            .Concat(Norm("attention.output.LayerNorm", hidden))
            .Concat(Linear("intermediate.dense", inner, hidden))
            .Concat(Linear("output.dense", hidden, inner))
            .Concat(Norm("output.LayerNorm", hidden));
    }

    private static (string Name, long[] Shape)[] Linear(string name, long rows, long columns) => [($"{name}.weight", [rows, columns]), ($"{name}.bias", [rows])];

    private static (string Name, long[] Shape)[] Norm(string name, long width) => [($"{name}.weight", [width]), ($"{name}.bias", [width])];
}
