using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>Cosines and signed sines of the positions of one forward pass; they rotate queries and keys.</summary>
internal sealed class Rotation
{
    private readonly Tensor cosine; // (N, 1, D)
    private readonly Tensor sine;   // (N, 1, D): first half negated

    private Rotation(Tensor cosine, Tensor sine) => (this.cosine, this.sine) = (cosine, sine);

    /// <summary>The rotation of <paramref name="positions"/> (N); angles are computed in float32 whatever <paramref name="type"/> is.</summary>
    public static Rotation Of(ModelConfig config, Tensor positions, ScalarType type)
    {
        using var scope = NewDisposeScope();
        long length = config.Rope.Scaling == RopeScaling.Dynamic ? positions.max().item<long>() + 1 : 0;
        var inverse = tensor(RopeFrequencies.Inverse(config.Rope, config.HeadSize, length), device: positions.device);
        var angles = positions.to(ScalarType.Float32).unsqueeze(1) * inverse; // (N, D/2)
        double amplitude = RopeFrequencies.Amplitude(config.Rope);
        var cosine = angles.cos() * amplitude;
        var sine = angles.sin() * amplitude;
        return new Rotation(
            cat([cosine, cosine], 1).unsqueeze(1).to(type).MoveToOuterDisposeScope(),
            cat([-sine, sine], 1).unsqueeze(1).to(type).MoveToOuterDisposeScope());
    }

    /// <summary>Rotates (N, heads, D): pairs are dimension i and i + D/2, as in Hugging Face's checkpoints.</summary>
    public Tensor Apply(Tensor heads)
    {
        using var scope = NewDisposeScope();
        var swapped = heads.roll(heads.shape[2] / 2, 2);
        return (heads * cosine).addcmul(swapped, sine, 1).MoveToOuterDisposeScope();
    }
}
