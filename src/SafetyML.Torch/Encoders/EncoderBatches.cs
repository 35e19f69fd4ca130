using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>Runs texts through an encoder in batches of similar length, without padding, and gives the results in the order of the texts.</summary>
internal static class EncoderBatches
{
    /// <summary>Most tokens of one batch; a longer text stands alone.</summary>
    public const int MostTokens = 4096;

    /// <summary>The numbers that <paramref name="read"/> makes of the pooled vectors (B, H) of a batch's texts; it gives a row for each.</summary>
    public static float[][] Run(
        EncoderModel model, IReadOnlyList<EncodedText> texts, Pooling pooling, Func<Tensor, Tensor> read, CancellationToken cancellationToken = default)
    {
        var results = new float[texts.Count][];
        foreach (int[] batch in Split(texts))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var guard = no_grad();
            using var rows = EncoderRows.Pack(model.Config, [.. batch.Select(at => texts[at])], model.Device);
            using var pass = new EncoderPass(model, rows, pooling);
            var values = read(pass.Pool(model.call(pass))).to(ScalarType.Float32).cpu().contiguous();
            float[] flat = values.data<float>().ToArray();
            int width = flat.Length / batch.Length;
            for (int row = 0; row < batch.Length; row++)
                results[batch[row]] = flat[(row * width)..((row + 1) * width)];
        }
        return results;
    }

    /// <summary>Positions of the texts, from short to long, cut where a batch is full.</summary>
    public static IEnumerable<int[]> Split(IReadOnlyList<EncodedText> texts, int mostTokens = MostTokens)
    {
        int start = 0, tokens = 0;
        int[] order = [.. Enumerable.Range(0, texts.Count).OrderBy(text => texts[text].Ids.Length)];
        for (int at = 0; at < order.Length; at++)
        {
            if (at > start && tokens + texts[order[at]].Ids.Length > mostTokens)
            {
                yield return order[start..at];
                (start, tokens) = (at, 0);
            }
            tokens += texts[order[at]].Ids.Length;
        }
        if (start < order.Length)
            yield return order[start..];
    }
}
