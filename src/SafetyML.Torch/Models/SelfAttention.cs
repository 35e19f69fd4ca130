using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>Projects to queries, keys and values, rotates, attends, projects back. The three projections may be one.</summary>
internal sealed class SelfAttention : nn.Module<Tensor, Rotation, IAttention, Tensor>
{
    private readonly Projection[] inputs;
    private readonly Projection output;
    private readonly int layer;
    private readonly int groupSize;
    private readonly int headSize;

    public SelfAttention(WeightReader weights, ModelConfig config, int layer)
        : base(nameof(SelfAttention))
    {
        var names = CausalNames.Of(config);
        inputs = [.. names.AttentionInputs.Select(name => new Projection(weights.At(name), config.QueryKeyValueBias))];
        foreach (var (name, projection) in names.AttentionInputs.Zip(inputs))
            register_module(name, projection);
        register_module(names.AttentionOutput, output = new Projection(weights.At(names.AttentionOutput), config.AttentionOutputBias));
        this.layer = layer;
        (groupSize, headSize) = (config.GroupSize, config.HeadSize);
    }

    /// <summary>Maps (N, H) to (N, H).</summary>
    public override Tensor forward(Tensor input, Rotation rotation, IAttention attention)
    {
        using var scope = NewDisposeScope();
        long count = input.shape[0];
        var (query, key, value) = inputs.Length == 1 ? Fused(inputs[0].call(input)) : (Heads(0), Heads(1), Heads(2));
        var mixed = attention.Attend(layer, rotation.Apply(query), rotation.Apply(key), value); // (N, heads, D)
        return output.call(mixed.reshape(count, -1)).MoveToOuterDisposeScope();

        Tensor Heads(int part) => inputs[part].call(input).view(count, -1, headSize);           // (N, heads or key heads, D)
    }

    /// <summary>Each key head lies behind the queries that share it, then its value head: (N, key heads · (group + 2) · D).</summary>
    private (Tensor Query, Tensor Key, Tensor Value) Fused(Tensor all)
    {
        long count = all.shape[0];
        var groups = all.view(count, -1, groupSize + 2, headSize);                               // (N, key heads, group + 2, D)
        var query = groups.narrow(2, 0, groupSize).reshape(count, -1, headSize);                 // (N, heads, D)
        return (query, groups.select(2, groupSize), groups.select(2, groupSize + 1).contiguous()); // keys become contiguous when rotated
    }

    /// <summary>The constructor registered every part under the checkpoint's name; the names of fields are not used.</summary>
    protected override void RegisterComponents()
    {
    }
}
