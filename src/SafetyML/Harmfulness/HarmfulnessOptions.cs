using SafetyML.Data;
using SafetyML.Options;
using SafetyML.Scoring;

namespace SafetyML.Harmfulness;

/// <summary>Settings of <c>ScoreHarmfulness</c>.</summary>
public sealed record HarmfulnessOptions
{
    /// <summary>The text column of the prompts that are answered; null for none.</summary>
    /// <value><c>Instruction</c> by default, as SafetyTune reads it; it may be absent from the data, and the prompt is then empty. Any other must be there.</value>
    public string? PromptColumnName { get; init; } = ColumnNames.Instruction;

    /// <summary>The column of the text that says what decided.</summary>
    /// <value><c>HarmfulnessEvidence</c> by default.</value>
    public string EvidenceColumnName { get; init; } = "HarmfulnessEvidence";

    /// <summary>The text column of why an answer has no score; empty where it has one.</summary>
    /// <value><c>HarmfulnessUnscoredReason</c> by default.</value>
    public string UnscoredReasonColumnName { get; init; } = ColumnNames.HarmfulnessUnscoredReason;

    /// <summary>How an encoder is run.</summary>
    public EncoderOptions Encoder { get; init; } = new();

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">One message that lists every fault.</exception>
    public void Validate() => OptionFaults.ThrowIfAny(nameof(HarmfulnessOptions), Faults());

    internal IEnumerable<string> Faults() => Encoder?.Faults() ?? ["Encoder is null; leave it at its default where it is not used."];
}
