using SafetyML.Torch.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>(x − mean) / √(variance + ε) · w + b over the last dimension (Ba et al., 2016).</summary>
internal sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight; // (H)
    private readonly Parameter bias;   // (H)
    private readonly double epsilon;

    public LayerNorm(WeightReader weights, double epsilon)
        : base(nameof(LayerNorm))
    {
        weight = weights.Parameter(nameof(weight));
        bias = weights.Parameter(nameof(bias));
        this.epsilon = epsilon;
        RegisterComponents();
    }

    /// <summary>Normalises each row of (N, H).</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return nn.functional.layer_norm(input, weight.shape, weight.to(input.dtype), bias.to(input.dtype), epsilon).MoveToOuterDisposeScope();
    }
}
