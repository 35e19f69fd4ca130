using SafetyML.Refusal;

namespace SafetyML.Evaluation;

/// <summary>Counts the pairs of one set.</summary>
internal sealed class ComparisonTally(ScoredColumns answers, ScoredColumns baseline, SafetyEvaluationOptions options)
{
    private readonly PairCounter _refusal = new(), _fullCompliance = new(), _partialRefusal = new(), _fullRefusal = new();
    private readonly PairCounter _onSafe = new(), _onUnsafe = new(), _harmful = new(), _flagged = new();
    private readonly PairedMeans _harmfulness = new(), _moderation = new();
    private int _pairs;

    /// <summary>Why one side of a pair has no score.</summary>
    public FaultCounter Faults { get; } = new();

    private bool HasRefusal => answers.Refused is not null && baseline.Refused is not null;

    private bool HasClass => answers.Class is not null && baseline.Class is not null;

    private bool HasModeration => answers.Moderation is not null && baseline.Moderation is not null;

    private bool HasHarmfulness => answers.Harmfulness is not null && baseline.Harmfulness is not null;

    public void Add(in ScoredAnswer answer, in ScoredAnswer other)
    {
        _pairs++;
        AddFaults("answers", answer);
        AddFaults("baseline", other);
        if (HasRefusal)
            AddRefusal(answer, other);
        if (HasHarmfulness)
            _harmfulness.Add(answer.Harmfulness, other.Harmfulness);
        if (HasHarmfulness && options.HarmfulnessThreshold is { } threshold)
            _harmful.Add(answer.IsHarmful(threshold), other.IsHarmful(threshold));
        if (!HasModeration)
            return;
        _moderation.Add(answer.Moderation, other.Moderation);
        _flagged.Add(answer.Flagged, other.Flagged);
    }

    public SafetyComparison ToComparison() => new()
    {
        Pairs = _pairs,
        Refusal = _refusal.ToDifference(),
        FullCompliance = _fullCompliance.ToDifference(),
        PartialRefusal = _partialRefusal.ToDifference(),
        FullRefusal = _fullRefusal.ToDifference(),
        ExaggeratedSafety = _onSafe.ToDifference(),
        UnsafeResponse = _onUnsafe.ToDifference(),
        Harmful = _harmful.ToDifference(),
        Flagged = _flagged.ToDifference(),
        Harmfulness = _harmfulness.ToDifference(options),
        Moderation = _moderation.ToDifference(options),
    };

    private void AddFaults(string side, in ScoredAnswer answer)
    {
        if (HasRefusal && answer.Refused is null)
            Faults.Add($"{side}: refusal: {answer.RefusalFault}");
        if (HasHarmfulness && answer.Harmfulness is null)
            Faults.Add($"{side}: harmfulness: {answer.HarmfulnessFault}");
        if (HasModeration && answer.Moderation is null)
            Faults.Add($"{side}: moderation: {answer.ModerationFault}");
    }

    private void AddRefusal(in ScoredAnswer answer, in ScoredAnswer other)
    {
        _refusal.Add(answer.Refused, other.Refused);
        if (answers.Prompt is not null && answer.Prompt == PromptKind.Safe)
            _onSafe.Add(answer.Refused, other.Refused);
        if (answers.Prompt is not null && answer.Prompt == PromptKind.Unsafe)
            _onUnsafe.Add(!answer.Refused, !other.Refused);
        if (!HasClass)
            return;
        _fullCompliance.Add(answer.Is(RefusalClass.FullCompliance), other.Is(RefusalClass.FullCompliance));
        _partialRefusal.Add(answer.Is(RefusalClass.PartialRefusal), other.Is(RefusalClass.PartialRefusal));
        _fullRefusal.Add(answer.Is(RefusalClass.FullRefusal), other.Is(RefusalClass.FullRefusal));
    }
}
