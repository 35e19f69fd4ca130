using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>Projects to queries, keys and values, rotates, attends, projects back. Field names are the checkpoint's.</summary>
internal sealed class SelfAttention : nn.Module<Tensor, Rotation, IAttention, Tensor>
{
    private readonly Projection q_proj;
    private readonly Projection k_proj;
    private readonly Projection v_proj;
    private readonly Projection o_proj;
    private readonly int layer;
    private readonly int headSize;

    public SelfAttention(WeightReader weights, ModelConfig config, int layer)
        : base(nameof(SelfAttention))
    {
        q_proj = new Projection(weights.At(nameof(q_proj)), config.QueryKeyValueBias);
        k_proj = new Projection(weights.At(nameof(k_proj)), config.QueryKeyValueBias);
        v_proj = new Projection(weights.At(nameof(v_proj)), config.QueryKeyValueBias);
        o_proj = new Projection(weights.At(nameof(o_proj)), config.AttentionOutputBias);
        this.layer = layer;
        headSize = config.HeadSize;
        RegisterComponents();
    }

    /// <summary>Maps (N, H) to (N, H).</summary>
    public override Tensor forward(Tensor input, Rotation rotation, IAttention attention)
    {
        using var scope = NewDisposeScope();
        long count = input.shape[0];
        var query = rotation.Apply(q_proj.call(input).view(count, -1, headSize)); // (N, heads, D)
        var key = rotation.Apply(k_proj.call(input).view(count, -1, headSize));   // (N, key heads, D)
        var value = v_proj.call(input).view(count, -1, headSize);                 // (N, key heads, D)
        var mixed = attention.Attend(layer, query, key, value);                   // (N, heads, D)
        return o_proj.call(mixed.reshape(count, -1)).MoveToOuterDisposeScope();
    }
}
