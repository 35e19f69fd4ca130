using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>The gated feed-forward block: down(silu(gate(x)) · up(x)). Field names are the checkpoint's.</summary>
internal sealed class FeedForward : nn.Module<Tensor, Tensor>
{
    private readonly Projection gate_proj;
    private readonly Projection up_proj;
    private readonly Projection down_proj;

    public FeedForward(WeightReader weights, ModelConfig config)
        : base(nameof(FeedForward))
    {
        gate_proj = new Projection(weights.At(nameof(gate_proj)), config.FeedForwardBias);
        up_proj = new Projection(weights.At(nameof(up_proj)), config.FeedForwardBias);
        down_proj = new Projection(weights.At(nameof(down_proj)), config.FeedForwardBias);
        RegisterComponents();
    }

    /// <summary>Maps (N, H) to (N, H).</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        var gate = gate_proj.call(input);
        var gated = gate * gate.sigmoid() * up_proj.call(input); // (N, inner); silu in two steps, as the fused one is slow in bfloat16
        return down_proj.call(gated).MoveToOuterDisposeScope();
    }
}
