using SafetyML.Answering;
using SafetyML.Options;

namespace SafetyML.Scoring;

/// <summary>What is saved of an encoder: where it is and what it is, never its weights.</summary>
internal sealed record EncoderState(ModelPlace Place, string Sha256, AnswerFormat Format, int MaxTokens, int BatchSize)
{
    public IEnumerable<string> Faults() =>
    [
        .. new EncoderOptions { Format = Format, MaxTokens = MaxTokens, BatchSize = BatchSize }.Faults(),
        .. OptionFaults.Of(Place.Validate),
    ];

    /// <summary>The scorer, of the same weights.</summary>
    public EncoderScorer Open() => new(Encoders.Loaded.Rent(Encoders.Find(Place, Sha256)), Place, Format, MaxTokens, BatchSize, CancellationToken.None);
}
