using SafetyML.Torch.Lora;
using static TorchSharp.torch;

namespace SafetyML.Torch.Encoders;

/// <summary>What all layers share in one pass over packed texts.</summary>
internal sealed class EncoderPass : IDisposable
{
    private readonly DropoutSource? dropout;
    private readonly double share;
    private readonly Pooling pooling;

    /// <summary>A pass of <paramref name="model"/>; <paramref name="dropout"/> drops <paramref name="share"/> of the hidden elements, or nothing if null.</summary>
    public EncoderPass(EncoderModel model, EncoderRows rows, Pooling pooling, DropoutSource? dropout = null, double share = 0)
    {
        Rows = rows;
        Type = model.ComputeType;
        Attention = new RowAttention(rows.Lengths);
        Index = model.Config.Relative is { } relative ? new RelativeIndex(relative, rows.Lengths.Max(), rows.Ids.device) : null;
        this.dropout = share > 0 ? dropout : null;
        this.share = share;
        this.pooling = pooling;
        FirstTokens = pooling == Pooling.FirstToken ? tensor(rows.Starts(), device: rows.Ids.device).DetachFromDisposeScope() : null;
    }

    public EncoderRows Rows { get; }

    /// <summary>The type of projections and attention. Hidden states, norms and sums between blocks are float32 whatever it is.</summary>
    public ScalarType Type { get; }

    public RowAttention Attention { get; }

    /// <summary>Relative positions, or null where the model has none.</summary>
    public RelativeIndex? Index { get; }

    /// <summary>The normalised position embeddings (R, H) that <see cref="Index"/> needs, or null.</summary>
    public Tensor? Positions { get; set; }

    /// <summary>The places of the first tokens where only these are read: the last layer then computes no others. Null where all are read.</summary>
    public Tensor? FirstTokens { get; }

    /// <summary>Whether the layer that runs is the last.</summary>
    public bool IsLastLayer { get; set; }

    /// <summary>The tokens of (N, H) that are computed on after the attention of the layer that runs.</summary>
    public Tensor Kept(Tensor states) => IsLastLayer && FirstTokens is not null ? states.index_select(0, FirstTokens) : states;

    /// <summary>The vector (texts, H) of each text from what the last layer gives.</summary>
    public Tensor Pool(Tensor states) => pooling == Pooling.FirstToken ? states.alias() : Rows.Mean(states);

    /// <summary>Drops elements in training: the others are scaled up, so that the mean stays.</summary>
    public Tensor Drop(Tensor input) => dropout is null ? input : input * (dropout.Mask(input, share) / (1 - share));

    public void Dispose()
    {
        Attention.Dispose();
        Index?.Dispose();
        FirstTokens?.Dispose();
    }
}
