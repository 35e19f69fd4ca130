using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>One decoder layer: attention and feed-forward block, each after a norm and added to its input. Field names are the checkpoint's.</summary>
internal sealed class DecoderLayer : nn.Module<Tensor, Rotation, IAttention, Tensor>
{
    private readonly RmsNorm input_layernorm;
    private readonly SelfAttention self_attn;
    private readonly RmsNorm post_attention_layernorm;
    private readonly FeedForward mlp;

    public DecoderLayer(WeightReader weights, ModelConfig config, int layer)
        : base(nameof(DecoderLayer))
    {
        input_layernorm = new RmsNorm(weights.At(nameof(input_layernorm)), config.NormEpsilon);
        self_attn = new SelfAttention(weights.At(nameof(self_attn)), config, layer);
        post_attention_layernorm = new RmsNorm(weights.At(nameof(post_attention_layernorm)), config.NormEpsilon);
        mlp = new FeedForward(weights.At(nameof(mlp)), config);
        RegisterComponents();
    }

    /// <summary>Maps (N, H) to (N, H).</summary>
    public override Tensor forward(Tensor input, Rotation rotation, IAttention attention)
    {
        using var scope = NewDisposeScope();
        var attended = input + self_attn.call(input_layernorm.call(input), rotation, attention);
        return (attended + mlp.call(post_attention_layernorm.call(attended))).MoveToOuterDisposeScope();
    }
}
