using SafetyML.Scoring;

namespace SafetyML.Refusal;

/// <summary>All that a saved refusal classification consists of, but for an encoder, of which only the identity is kept.</summary>
internal sealed record RefusalState
{
    public required RefusalColumns Columns { get; init; }

    public required RefusalJudge Judge { get; init; }

    public EncoderState? Encoder { get; init; }

    public Dictionary<string, string>? LabelClasses { get; init; }

    /// <summary>The mapping that the state describes; an encoder is looked for and loaded.</summary>
    public RefusalMapping Open() => new(Columns, Judge, Encoder is null ? RefusalDetectors.Of(Judge) : new EncoderDetector(Encoder.Open(), LabelClasses));

    public IEnumerable<string> Faults() =>
    [
        .. Columns.Faults(),
        .. Judge.Faults(),
        .. Encoder?.Faults() ?? [],
        .. Judge.Folder is null == Encoder is null ? [] : (string[])["The judge and the encoder contradict each other."],
    ];
}
