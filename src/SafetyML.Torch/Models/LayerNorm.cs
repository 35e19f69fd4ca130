using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>Layer norm (Ba et al., 2016): (x − mean) / sqrt(variance + ε) · w + b.</summary>
internal sealed class LayerNorm : nn.Module<Tensor, Tensor>
{
    private readonly Parameter weight; // (H)
    private readonly Parameter bias;   // (H)
    private readonly double epsilon;

    public LayerNorm(WeightReader weights, double epsilon)
        : base(nameof(LayerNorm))
    {
        weight = weights.Parameter("weight");
        bias = weights.Parameter("bias");
        this.epsilon = epsilon;
        RegisterComponents();
    }

    /// <summary>Normalises each row of (N, H), in the type of the input.</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return nn.functional.layer_norm(input, weight.shape, weight.to(input.dtype), bias.to(input.dtype), epsilon).MoveToOuterDisposeScope();
    }

    /// <summary>The norm that a configuration asks for.</summary>
    public static nn.Module<Tensor, Tensor> Of(WeightReader weights, ModelConfig config) =>
        config.UsesLayerNorm ? new LayerNorm(weights, config.NormEpsilon) : new RmsNorm(weights, config.NormEpsilon);
}
