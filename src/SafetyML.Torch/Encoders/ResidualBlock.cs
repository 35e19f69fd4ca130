using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>The end of a block: norm(residual + dense(x)). Field names are the checkpoint's.</summary>
internal sealed class ResidualBlock : nn.Module<Tensor, Tensor, EncoderPass, Tensor>
{
    private readonly Projection dense;
    private readonly LayerNorm LayerNorm;

    public ResidualBlock(WeightReader weights, EncoderConfig config)
        : base(nameof(ResidualBlock))
    {
        dense = new Projection(weights.At(nameof(dense)), hasBias: true);
        LayerNorm = new LayerNorm(weights.At(nameof(LayerNorm)), config.NormEpsilon);
        RegisterComponents();
    }

    /// <summary>Maps (N, in) and the residual (N, H) to (N, H).</summary>
    public override Tensor forward(Tensor input, Tensor residual, EncoderPass pass)
    {
        using var scope = NewDisposeScope();
        return LayerNorm.call(residual + pass.Drop(dense.call(input))).MoveToOuterDisposeScope();
    }
}
