namespace SafetyML.Torch.Encoders;

/// <summary>Disentangled attention (He et al., 2021): scores between content and relative position beside those between contents.</summary>
public sealed record RelativeAttention
{
    /// <summary>Distances beyond this number are treated as this number.</summary>
    public required int MaxDistance { get; init; }

    /// <summary>Distances above half this number share buckets that grow logarithmically; 0 for a bucket of each distance.</summary>
    public int Buckets { get; init; }

    /// <summary>Whether a query is scored with the position of the key (<c>c2p</c>).</summary>
    public bool ContentToPosition { get; init; }

    /// <summary>Whether a key is scored with the position of the query (<c>p2c</c>).</summary>
    public bool PositionToContent { get; init; }

    /// <summary>Whether positions go through the projections of the content (<c>share_att_key</c>).</summary>
    public bool SharesProjections { get; init; }

    /// <summary>Whether the position embeddings are normalised (<c>norm_rel_ebd</c>).</summary>
    public bool NormalizesEmbeddings { get; init; }

    /// <summary>The embeddings cover distances from minus this number up to but not including it.</summary>
    public int Span => Buckets > 0 ? Buckets : MaxDistance;

    /// <summary>Kinds of score that are added up: the variance of their sum grows with it.</summary>
    internal int ScoreKinds => 1 + (ContentToPosition ? 1 : 0) + (PositionToContent ? 1 : 0);
}
