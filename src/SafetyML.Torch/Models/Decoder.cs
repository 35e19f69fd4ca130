using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>Embedding, layers and last norm: what checkpoints call <c>model</c>. Field names are the checkpoint's.</summary>
internal sealed class Decoder : nn.Module<Tensor, Tensor, IAttention, Tensor>
{
    private readonly TokenEmbedding embed_tokens;
    private readonly ModuleList<DecoderLayer> layers;
    private readonly RmsNorm norm;
    private readonly ModelConfig config;

    public Decoder(WeightReader weights, ModelConfig config)
        : base(nameof(Decoder))
    {
        this.config = config;
        embed_tokens = new TokenEmbedding(weights.At(nameof(embed_tokens)));
        var each = Enumerable.Range(0, config.LayerCount).Select(layer => new DecoderLayer(weights.At($"layers.{layer}"), config, layer));
        layers = new ModuleList<DecoderLayer>([.. each]);
        norm = new RmsNorm(weights.At(nameof(norm)), config.NormEpsilon);
        RegisterComponents();
    }

    public Parameter Embedding => embed_tokens.Weight;

    /// <summary>Maps ids (N) at positions (N) to hidden states (N, H).</summary>
    public override Tensor forward(Tensor ids, Tensor positions, IAttention attention)
    {
        using var scope = NewDisposeScope();
        var hidden = embed_tokens.call(ids);
        var rotation = Rotation.Of(config, positions, hidden.dtype);
        foreach (var layer in layers)
        {
            using var input = hidden;
            hidden = layer.call(input, rotation, attention);
        }
        return norm.call(hidden).MoveToOuterDisposeScope();
    }
}
