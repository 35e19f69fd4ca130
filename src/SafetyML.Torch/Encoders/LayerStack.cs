using SafetyML.Torch.Models;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>The layers, and what DeBERTa keeps beside them: what checkpoints call <c>encoder</c>. Field names are the checkpoint's.</summary>
internal sealed class LayerStack : nn.Module<Tensor, EncoderPass, Tensor>
{
    private readonly ModuleList<EncoderLayer> layer;
    private readonly TokenEmbedding? rel_embeddings;
    private readonly LayerNorm? LayerNorm;
    private readonly ConvolutionLayer? conv;

    public LayerStack(WeightReader weights, EncoderConfig config)
        : base(nameof(LayerStack))
    {
        layer = new ModuleList<EncoderLayer>([.. Enumerable.Range(0, config.LayerCount).Select(index => new EncoderLayer(weights.At($"{nameof(layer)}.{index}"), config))]);
        if (config.Relative is { } relative)
        {
            rel_embeddings = new TokenEmbedding(weights.At(nameof(rel_embeddings)));
            LayerNorm = relative.NormalizesEmbeddings ? new LayerNorm(weights.At(nameof(LayerNorm)), config.NormEpsilon) : null;
        }
        conv = config.Convolution is { } convolution ? new ConvolutionLayer(weights.At(nameof(conv)), config, convolution) : null;
        RegisterComponents();
    }

    /// <summary>Maps (N, H) to (N, H), or to (texts, H) where the pass reads first tokens only.</summary>
    public override Tensor forward(Tensor input, EncoderPass pass)
    {
        using var scope = NewDisposeScope();
        pass.Positions = Positions(pass);
        var hidden = input.alias();
        for (int index = 0; index < layer.Count; index++)
        {
            using var before = hidden;
            pass.IsLastLayer = index == layer.Count - 1 && (index > 0 || conv is null); // the convolution reads all tokens
            hidden = layer[index].call(before, pass);
            if (index == 0 && conv is not null)
                hidden = conv.call(before, hidden, pass);
        }
        bool isCut = pass.IsLastLayer;
        pass.IsLastLayer = true;
        return (isCut ? hidden : pass.Kept(hidden)).MoveToOuterDisposeScope();
    }

    /// <summary>The position embeddings (R, H) that the pass needs.</summary>
    private Tensor? Positions(EncoderPass pass)
    {
        if (rel_embeddings is null || pass.Index is not { } index)
            return null;
        var rows = rel_embeddings.Weight.narrow(0, index.First, index.Count).to(ScalarType.Float32);
        return (LayerNorm is null ? rows : LayerNorm.call(rows)).to(pass.Type);
    }
}
