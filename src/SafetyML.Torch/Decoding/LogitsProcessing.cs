using static TorchSharp.torch;

namespace SafetyML.Torch.Decoding;

/// <summary>What is done to logits (rows, vocabulary), float32, before a token is drawn. Order: repetition penalty, temperature, top-k, top-p, softmax.</summary>
internal static class LogitsProcessing
{
    /// <summary>Makes tokens less likely where <paramref name="seen"/> (rows, vocabulary) is true: positive values are divided, negative ones multiplied by the penalty.</summary>
    public static Tensor Penalize(Tensor logits, Tensor seen, double penalty)
    {
        using var scope = NewDisposeScope();
        var penalized = where(logits < 0, logits * penalty, logits / penalty);
        return where(seen, penalized, logits).MoveToOuterDisposeScope();
    }

    /// <summary>Probabilities after temperature, top-k and top-p; those cut away are 0.</summary>
    public static Tensor Probabilities(Tensor logits, DecodingOptions options)
    {
        using var scope = NewDisposeScope();
        var kept = options.Temperature == 1 ? logits : logits / options.Temperature;
        if (options.TopK > 0 && options.TopK < kept.shape[1])
            kept = KeepTop(kept, options.TopK);
        if (options.TopP < 1)
            kept = KeepMass(kept, options.TopP);
        return kept.softmax(-1).MoveToOuterDisposeScope();
    }

    /// <summary>Draws a token id per row: the first whose cumulative probability passes the row's number in [0, 1).</summary>
    public static Tensor Draw(Tensor probabilities, double[] uniform)
    {
        using var scope = NewDisposeScope();
        var cumulative = probabilities.to(ScalarType.Float64).cumsum(-1);                              // (rows, vocabulary)
        var threshold = tensor(uniform, device: probabilities.device).unsqueeze(1) * cumulative.narrow(1, cumulative.shape[1] - 1, 1);
        return (cumulative <= threshold).sum(-1).MoveToOuterDisposeScope();                              // (rows)
    }

    // Values equal to the k-th stay, so more than k may.
    private static Tensor KeepTop(Tensor logits, int count)
    {
        var (largest, _) = logits.topk(count);
        return logits.masked_fill(logits < largest.narrow(1, count - 1, 1), float.NegativeInfinity);
    }

    // From the least probable token upwards, tokens go while what has gone is at most 1 - mass; the most probable one stays.
    private static Tensor KeepMass(Tensor logits, double mass)
    {
        var (ascending, order) = logits.sort(-1);
        var gone = ascending.softmax(-1).cumsum(-1) <= 1 - mass;
        gone.narrow(1, gone.shape[1] - 1, 1).fill_(false);
        return logits.masked_fill(gone.scatter(1, order, gone), float.NegativeInfinity);
    }
}
