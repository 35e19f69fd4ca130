using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>Self-attention and what follows it. Field names are the checkpoint's.</summary>
internal sealed class AttentionBlock : nn.Module<Tensor, EncoderPass, Tensor>
{
    private readonly SelfAttention self;
    private readonly ResidualBlock output;

    public AttentionBlock(WeightReader weights, EncoderConfig config)
        : base(nameof(AttentionBlock))
    {
        self = new SelfAttention(weights.At(nameof(self)), config);
        output = new ResidualBlock(weights.At(nameof(output)), config);
        RegisterComponents();
    }

    /// <summary>Maps (N, H) to (N, H), or to the tokens that the pass keeps.</summary>
    public override Tensor forward(Tensor input, EncoderPass pass)
    {
        using var scope = NewDisposeScope();
        return output.call(pass.Kept(self.call(input, pass)), pass.Kept(input), pass).MoveToOuterDisposeScope();
    }
}
