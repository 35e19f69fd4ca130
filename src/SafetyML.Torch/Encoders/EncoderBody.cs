using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>An encoder without a head: what checkpoints call <c>bert</c>, <c>electra</c>, <c>roberta</c> or <c>deberta</c>. Field names are the checkpoint's.</summary>
internal sealed class EncoderBody : nn.Module<EncoderPass, Tensor>
{
    private readonly EncoderEmbeddings embeddings;
    private readonly Projection? embeddings_project;
    private readonly LayerStack encoder;

    public EncoderBody(WeightReader weights, EncoderConfig config)
        : base(nameof(EncoderBody))
    {
        embeddings = new EncoderEmbeddings(weights.At(nameof(embeddings)), config);
        bool projects = !config.Family.IsDeberta && config.EmbeddingSize != config.HiddenSize;
        embeddings_project = projects ? new Projection(weights.At(nameof(embeddings_project)), hasBias: true) : null;
        encoder = new LayerStack(weights.At(nameof(encoder)), config);
        RegisterComponents();
    }

    /// <summary>The embeddings' weight (vocabulary, E).</summary>
    public Tensor Weight => embeddings.Weight;

    /// <summary>The modules that hold embeddings.</summary>
    public nn.Module Embeddings => embeddings;

    /// <summary>The last hidden states (N, H) of the pass's tokens.</summary>
    public override Tensor forward(EncoderPass pass)
    {
        using var scope = NewDisposeScope();
        var embedded = embeddings.call(pass);
        return encoder.call(embeddings_project is null ? embedded : embeddings_project.call(embedded), pass).MoveToOuterDisposeScope();
    }
}
