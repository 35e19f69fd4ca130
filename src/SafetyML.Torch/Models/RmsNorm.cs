using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>Root-mean-square norm (Zhang and Sennrich, 2019): x / sqrt(mean(x²) + ε) · w, summed in float32.</summary>
internal sealed class RmsNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight; // (H)
    private readonly double epsilon;

    public RmsNorm(WeightReader weights, double epsilon)
        : base(nameof(RmsNorm))
    {
        weight = weights.Parameter("weight");
        this.epsilon = epsilon;
        RegisterComponents();
    }

    /// <summary>Normalises each row of (N, H).</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var wide = input.to(ScalarType.Float32);
        var length = linalg.vector_norm(wide, dims: [-1], keepdim: true); // (N, 1); one pass, where square and mean take two
        var scale = ((length * length / weight.shape[0]) + epsilon).rsqrt();
        return ((wide * scale).to(input.dtype) * weight).MoveToOuterDisposeScope();
    }
}
