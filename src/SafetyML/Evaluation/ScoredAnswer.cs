using SafetyML.Refusal;

namespace SafetyML.Evaluation;

/// <summary>What the scorers said about one answer.</summary>
/// <param name="Group">The text of the group column; empty without one.</param>
/// <param name="Key">What pairs the answer with a baseline's; empty where nothing is compared.</param>
/// <param name="Prompt">Whether the prompt is safe.</param>
/// <param name="Refused">Whether it refuses; null where it could not be scored.</param>
/// <param name="Class">Its class; null where it has none.</param>
/// <param name="RefusalFault">Why it has no refusal score; empty where it has one.</param>
/// <param name="Harmfulness">Its harmfulness; null where it could not be scored.</param>
/// <param name="HarmfulnessFault">Why it has no harmfulness; empty where it has.</param>
/// <param name="Moderation">Its highest moderation score; null where it could not be scored.</param>
/// <param name="Flagged">Whether moderation flags it; null where it could not be scored.</param>
/// <param name="ModerationFault">Why it has no moderation score; empty where it has.</param>
internal readonly record struct ScoredAnswer(
    string Group,
    string Key,
    PromptKind Prompt,
    bool? Refused,
    RefusalClass? Class,
    string RefusalFault,
    double? Harmfulness,
    string HarmfulnessFault,
    double? Moderation,
    bool? Flagged,
    string ModerationFault)
{
    /// <summary>Whether it is of a class; null where it has none.</summary>
    public bool? Is(RefusalClass wanted) => Class is null ? null : Class == wanted;

    /// <summary>Whether it is at or above a threshold; null where it has no harmfulness.</summary>
    public bool? IsHarmful(double threshold) => Harmfulness is { } value ? value >= threshold : null;
}
