using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>Words, positions and segments, added and normalised. Field names are the checkpoint's.</summary>
internal sealed class EncoderEmbeddings : nn.Module<EncoderPass, Tensor>
{
    private readonly TokenEmbedding word_embeddings;
    private readonly TokenEmbedding? position_embeddings;
    private readonly TokenEmbedding? token_type_embeddings;
    private readonly LayerNorm LayerNorm;
    private readonly Projection? embed_proj;

    public EncoderEmbeddings(WeightReader weights, EncoderConfig config)
        : base(nameof(EncoderEmbeddings))
    {
        word_embeddings = new TokenEmbedding(weights.At(nameof(word_embeddings)));
        position_embeddings = config.HasPositions ? new TokenEmbedding(weights.At(nameof(position_embeddings))) : null;
        token_type_embeddings = config.TypeVocabularySize > 0 ? new TokenEmbedding(weights.At(nameof(token_type_embeddings))) : null;
        LayerNorm = new LayerNorm(weights.At(nameof(LayerNorm)), config.NormEpsilon);
        bool projects = config.Family.IsDeberta && config.EmbeddingSize != config.HiddenSize;
        embed_proj = projects ? new Projection(weights.At(nameof(embed_proj))) : null;
        RegisterComponents();
    }

    /// <summary>The embeddings' weight (vocabulary, E).</summary>
    public Tensor Weight => word_embeddings.Weight;

    /// <summary>The embeddings (N, E or H) of the pass's tokens, in float32.</summary>
    public override Tensor forward(EncoderPass pass)
    {
        using var scope = NewDisposeScope();
        var sum = word_embeddings.call(pass.Rows.Ids).to(ScalarType.Float32);
        if (position_embeddings is not null)
            sum = sum + position_embeddings.call(pass.Rows.Positions);
        if (token_type_embeddings is not null)
            sum = sum + token_type_embeddings.call(pass.Rows.TypeIds);
        return pass.Drop(LayerNorm.call(embed_proj is null ? sum : embed_proj.call(sum))).MoveToOuterDisposeScope();
    }
}
