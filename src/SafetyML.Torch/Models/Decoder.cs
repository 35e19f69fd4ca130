using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>Embedding, layers and last norm: what checkpoints of LLaMA call <c>model</c>.</summary>
internal sealed class Decoder : nn.Module<Tensor, Tensor, IAttention, Tensor>
{
    private readonly TokenEmbedding embedding;
    private readonly ModuleList<DecoderLayer> layers;
    private readonly nn.Module<Tensor, Tensor> norm;
    private readonly ModelConfig config;

    public Decoder(WeightReader weights, ModelConfig config)
        : base(nameof(Decoder))
    {
        this.config = config;
        var names = CausalNames.Of(config);
        register_module(names.Embedding, embedding = new TokenEmbedding(weights.At(names.Embedding)));
        var each = Enumerable.Range(0, config.LayerCount).Select(layer => new DecoderLayer(weights.At($"{names.Layers}.{layer}"), config, layer));
        register_module(names.Layers, layers = new ModuleList<DecoderLayer>([.. each]));
        register_module(names.LastNorm, norm = LayerNorm.Of(weights.At(names.LastNorm), config));
    }

    public Parameter Embedding => embedding.Weight;

    /// <summary>Maps ids (N) at positions (N) to hidden states (N, H).</summary>
    public override Tensor forward(Tensor ids, Tensor positions, IAttention attention)
    {
        using var scope = NewDisposeScope();
        var hidden = embedding.call(ids);
        var rotation = Rotation.Of(config, positions, hidden.dtype);
        foreach (var layer in layers)
        {
            using var input = hidden;
            hidden = layer.call(input, rotation, attention);
        }
        return norm.call(hidden).MoveToOuterDisposeScope();
    }

    /// <summary>The constructor registered every part under the checkpoint's name; the names of fields are not used.</summary>
    protected override void RegisterComponents()
    {
    }
}
