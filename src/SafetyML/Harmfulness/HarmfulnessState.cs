using SafetyML.Scoring;

namespace SafetyML.Harmfulness;

/// <summary>What a saved harmfulness scoring consists of; null for the embedded model.</summary>
internal sealed record HarmfulnessState(HarmfulnessColumns Columns, EncoderState? Encoder)
{
    /// <summary>The mapping that the state describes; an encoder is looked for and loaded.</summary>
    public HarmfulnessMapping Open() => new(Columns, Encoder is null ? new LinearHarmfulness() : new EncoderHarmfulness(Encoder.Open()));

    public IEnumerable<string> Faults() => [.. Columns.Faults(), .. Encoder?.Faults() ?? []];
}
