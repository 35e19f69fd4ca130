using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>
/// One decoder layer: attention and feed-forward block, each after a norm and added to its input. In a parallel layer both read the layer's input.
/// </summary>
internal sealed class DecoderLayer : nn.Module<Tensor, Rotation, IAttention, Tensor>
{
    private readonly nn.Module<Tensor, Tensor> attentionNorm;
    private readonly SelfAttention attention;
    private readonly nn.Module<Tensor, Tensor>? feedForwardNorm;
    private readonly FeedForward feedForward;
    private readonly bool isParallel;

    public DecoderLayer(WeightReader weights, ModelConfig config, int layer)
        : base(nameof(DecoderLayer))
    {
        var names = CausalNames.Of(config);
        isParallel = config.IsParallel;
        register_module(names.AttentionNorm, attentionNorm = LayerNorm.Of(weights.At(names.AttentionNorm), config));
        register_module(names.Attention, attention = new SelfAttention(weights.At(names.Attention), config, layer));
        if (!config.SharesNorm)
            register_module(names.FeedForwardNorm, feedForwardNorm = LayerNorm.Of(weights.At(names.FeedForwardNorm), config));
        register_module(names.FeedForward, feedForward = new FeedForward(weights.At(names.FeedForward), config));
    }

    /// <summary>Maps (N, H) to (N, H).</summary>
    public override Tensor forward(Tensor input, Rotation rotation, IAttention how)
    {
        using var scope = NewDisposeScope();
        var normed = attentionNorm.call(input);
        var attended = input + attention.call(normed, rotation, how);
        var read = feedForwardNorm is null ? normed : feedForwardNorm.call(isParallel ? input : attended);
        return (attended + feedForward.call(read)).MoveToOuterDisposeScope();
    }

    /// <summary>The constructor registered every part under the checkpoint's name; the names of fields are not used.</summary>
    protected override void RegisterComponents()
    {
    }
}
