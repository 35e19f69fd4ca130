namespace SafetyML.Evaluation;

/// <summary>What a rate is called in tables, JSON and text, and how it is read.</summary>
internal sealed record MeasuredRate(string Column, string Json, string Text, Func<SafetyMetrics, Rate?> Of)
{
    public static IReadOnlyList<MeasuredRate> All { get; } =
    [
        new("Refusal", "refusal", "refusal", metrics => metrics.Refusal),
        new("Compliance", "compliance", "compliance", metrics => metrics.Compliance),
        new("FullCompliance", "full_compliance", "full compliance", metrics => metrics.FullCompliance),
        new("PartialRefusal", "partial_refusal", "partial refusal", metrics => metrics.PartialRefusal),
        new("FullRefusal", "full_refusal", "full refusal", metrics => metrics.FullRefusal),
        new("ExaggeratedSafety", "exaggerated_safety", "exaggerated safety", metrics => metrics.ExaggeratedSafety),
        new("UnsafeResponse", "unsafe_response", "unsafe response", metrics => metrics.UnsafeResponse),
        new("Harmful", "harmful", "harmful", metrics => metrics.Harmful),
        new("Flagged", "flagged", "flagged", metrics => metrics.Flagged),
    ];
}
