namespace SafetyML.Torch.Encoders;

/// <summary>The shape of an encoder and of its classification head, as a Hugging Face <c>config.json</c> gives it.</summary>
public sealed record EncoderConfig
{
    /// <summary>The family: <c>bert</c>, <c>electra</c>, <c>roberta</c>, <c>xlm-roberta</c> or <c>deberta-v2</c> (which is v3 too).</summary>
    public required string ModelType { get; init; }

    /// <summary>Rows of the embedding: token ids are below it.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>Width of the hidden states.</summary>
    public required int HiddenSize { get; init; }

    /// <summary>Width of the embeddings; where it is not <see cref="HiddenSize"/>, a projection follows them.</summary>
    public required int EmbeddingSize { get; init; }

    /// <summary>Inner width of the feed-forward block.</summary>
    public required int IntermediateSize { get; init; }

    /// <summary>Number of layers.</summary>
    public required int LayerCount { get; init; }

    /// <summary>Number of attention heads; it divides <see cref="HiddenSize"/>.</summary>
    public required int HeadCount { get; init; }

    /// <summary>Rows of the position embedding.</summary>
    public int MaxPositions { get; init; } = 512;

    /// <summary>Kinds of segment that have an embedding; 0 for none.</summary>
    public int TypeVocabularySize { get; init; }

    /// <summary>Added to the variance in every norm.</summary>
    public double NormEpsilon { get; init; } = 1e-12;

    /// <summary>The function inside the feed-forward block.</summary>
    public EncoderActivation Activation { get; init; }

    /// <summary>The padding token. RoBERTa counts positions from the place after it.</summary>
    public int PadId { get; init; }

    /// <summary>Share of the hidden elements that training drops.</summary>
    public double Dropout { get; init; } = 0.1;

    /// <summary>Standard deviation of new weights.</summary>
    public double InitializerRange { get; init; } = 0.02;

    /// <summary>Whether absolute positions are added to the embeddings; only DeBERTa can do without.</summary>
    public bool HasPositions { get; init; } = true;

    /// <summary>Relative positions in the attention, or null.</summary>
    public RelativeAttention? Relative { get; init; }

    /// <summary>The convolution beside the first layer, or null.</summary>
    public EncoderConvolution? Convolution { get; init; }

    /// <summary>The function between the two layers of DeBERTa's head.</summary>
    public EncoderActivation PoolerActivation { get; init; }

    /// <summary>
    /// What the classification head reads. The Hugging Face library always gives it the first token: <see cref="Pooling.Mean"/>, stored as
    /// <c>classifier_pooling</c>, is read by this library alone.
    /// </summary>
    public Pooling HeadPooling { get; init; }

    /// <summary>The names of the head's outputs.</summary>
    public IReadOnlyList<string> Labels { get; init; } = ["LABEL_0", "LABEL_1"];

    /// <summary><c>problem_type</c>: <c>regression</c>, <c>single_label_classification</c>, <c>multi_label_classification</c>, or null.</summary>
    public string? ProblemType { get; init; }

    /// <summary>Width of a head.</summary>
    public int HeadSize => HiddenSize / HeadCount;

    /// <summary>The longest text, in tokens with the special ones, that the position embedding can hold; DeBERTa without one has no limit.</summary>
    public int MaxTokens => !HasPositions ? int.MaxValue : Family.IsRoberta ? MaxPositions - PadId - 1 : MaxPositions;

    internal EncoderFamily Family => EncoderFamily.Find(ModelType)!;

    /// <summary>Reads <c>config.json</c> of a Hugging Face folder.</summary>
    /// <exception cref="Checkpoints.CheckpointFormatException">The file is not valid JSON, or a value is missing or contradicts another.</exception>
    /// <exception cref="Models.UnsupportedModelException">The architecture, or something it asks for, is not supported.</exception>
    public static EncoderConfig Load(string folder) => EncoderConfigReader.Read(folder);
}
