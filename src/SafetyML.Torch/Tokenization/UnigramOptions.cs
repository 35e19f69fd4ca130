namespace SafetyML.Torch.Tokenization;

/// <summary>How a unigram model treats what is no token.</summary>
internal sealed record UnigramOptions
{
    /// <summary>How far below the lowest score of a token an unknown character lies.</summary>
    public const double UnknownPenalty = 10;

    /// <summary>The token for unknown characters; neighbouring ones become one.</summary>
    public required int UnknownId { get; init; }

    /// <summary>The score of an unknown character.</summary>
    public required double UnknownScore { get; init; }

    /// <summary>The tokens of single bytes, -1 where there is none; they stand for unknown characters where all are there. Null for no such thing.</summary>
    public IReadOnlyList<int>? ByteIds { get; init; }

    /// <summary>The vocabulary in which a run of unknown characters is looked up (the <c>tokenizers</c> library), or null (SentencePiece).</summary>
    public Vocabulary? Spelled { get; init; }

    /// <summary>Scores are added in single precision (SentencePiece).</summary>
    public bool AddsInSinglePrecision { get; init; }

    /// <summary>Adds two scores.</summary>
    public double Add(double left, double right) => AddsInSinglePrecision ? (float)left + (float)right : left + right;
}
