namespace SafetyML.Evaluation;

/// <summary>What a difference is called in tables, JSON and text, and how it is read and replaced.</summary>
internal sealed record ComparedRate(
    string Column, string Json, string Text, Func<SafetyComparison, RateDifference?> Of, Func<SafetyComparison, RateDifference, SafetyComparison> With)
{
    public static IReadOnlyList<ComparedRate> All { get; } =
    [
        new("Refusal", "refusal", "refusal", set => set.Refusal, (set, each) => set with { Refusal = each }),
        new("FullCompliance", "full_compliance", "full compliance", set => set.FullCompliance, (set, each) => set with { FullCompliance = each }),
        new("PartialRefusal", "partial_refusal", "partial refusal", set => set.PartialRefusal, (set, each) => set with { PartialRefusal = each }),
        new("FullRefusal", "full_refusal", "full refusal", set => set.FullRefusal, (set, each) => set with { FullRefusal = each }),
        new(
            "ExaggeratedSafety", "exaggerated_safety", "exaggerated safety", set => set.ExaggeratedSafety, (set, each) => set with { ExaggeratedSafety = each }),
        new("UnsafeResponse", "unsafe_response", "unsafe response", set => set.UnsafeResponse, (set, each) => set with { UnsafeResponse = each }),
        new("Harmful", "harmful", "harmful", set => set.Harmful, (set, each) => set with { Harmful = each }),
        new("Flagged", "flagged", "flagged", set => set.Flagged, (set, each) => set with { Flagged = each }),
    ];
}
