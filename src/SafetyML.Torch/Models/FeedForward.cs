using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>The feed-forward block: down(silu(gate(x)) · up(x)) with a gate, down(gelu(up(x))) without.</summary>
internal sealed class FeedForward : nn.Module<Tensor, Tensor>
{
    private readonly Projection? gate;
    private readonly Projection up;
    private readonly Projection down;

    public FeedForward(WeightReader weights, ModelConfig config)
        : base(nameof(FeedForward))
    {
        var names = CausalNames.Of(config);
        if (config.HasGate)
            register_module(names.Gate, gate = new Projection(weights.At(names.Gate), config.FeedForwardBias));
        register_module(names.Up, up = new Projection(weights.At(names.Up), config.FeedForwardBias));
        register_module(names.Down, down = new Projection(weights.At(names.Down), config.FeedForwardBias));
    }

    /// <summary>Maps (N, H) to (N, H).</summary>
    public override Tensor forward(Tensor input)
    {
        using var scope = NewDisposeScope();
        return down.call(Inner(input)).MoveToOuterDisposeScope();
    }

    /// <summary>Maps (N, H) to (N, inner).</summary>
    private Tensor Inner(Tensor input)
    {
        if (gate is null)
            return nn.functional.gelu(up.call(input));
        var gated = gate.call(input);
        return gated * gated.sigmoid() * up.call(input); // silu in two steps, as the fused one is slow in bfloat16
    }

    /// <summary>The constructor registered every part under the checkpoint's name; the names of fields are not used.</summary>
    protected override void RegisterComponents()
    {
    }
}
