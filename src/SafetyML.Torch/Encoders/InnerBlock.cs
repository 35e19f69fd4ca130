using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>The widening half of the feed-forward block: act(dense(x)). Field names are the checkpoint's.</summary>
internal sealed class InnerBlock : nn.Module<Tensor, EncoderPass, Tensor>
{
    private readonly Projection dense;
    private readonly EncoderActivation activation;

    public InnerBlock(WeightReader weights, EncoderConfig config)
        : base(nameof(InnerBlock))
    {
        dense = new Projection(weights.At(nameof(dense)), hasBias: true);
        activation = config.Activation;
        RegisterComponents();
    }

    /// <summary>Maps (N, H) to (N, inner) in the type of the pass.</summary>
    public override Tensor forward(Tensor input, EncoderPass pass)
    {
        using var scope = NewDisposeScope();
        return Activations.Apply(activation, dense.call(input.to(pass.Type))).MoveToOuterDisposeScope();
    }
}
