using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>Which relative position embedding stands for a distance between two tokens (He et al., 2021, and DeBERTa-v3's buckets).</summary>
internal static class RelativeBuckets
{
    /// <summary>The rows (2·length − 1) of the embedding for the distances 1 − length to length − 1, int64.</summary>
    public static Tensor Rows(RelativeAttention relative, long length, Device device)
    {
        using var scope = NewDisposeScope();
        var distance = arange(1 - length, length, ScalarType.Int64, device);
        var bucket = relative.Buckets > 0 ? Logarithmic(relative, distance) : distance;
        return (bucket + relative.Span).clamp(0, (2 * relative.Span) - 1).MoveToOuterDisposeScope();
    }

    /// <summary>Up to half the buckets one for each distance, then in equal steps of the logarithm; in float32, as the models were trained.</summary>
    private static Tensor Logarithmic(RelativeAttention relative, Tensor distance)
    {
        int middle = relative.Buckets / 2;
        var size = distance.abs().clamp_min(middle).to(ScalarType.Float32);
        var last = full(1, (relative.MaxDistance - 1) / (double)middle, ScalarType.Float32, distance.device).log();
        var steps = ((size / middle).log() / last * (middle - 1)).ceil() + middle;
        return distance.where(distance.abs() <= middle, steps.to(ScalarType.Int64) * distance.sign());
    }
}
