namespace SafetyML.Moderation;

/// <summary>The categories of OpenAI's moderation, by the end of their column's name and by their name in an answer.</summary>
internal static class ModerationCategories
{
    /// <summary>Every category. Models before omni-moderation do not know the optional ones.</summary>
    public static IReadOnlyList<(string Column, string Name, bool IsOptional)> All { get; } =
    [
        ("Harassment", "harassment", false),
        ("HarassmentThreatening", "harassment/threatening", false),
        ("Hate", "hate", false),
        ("HateThreatening", "hate/threatening", false),
        ("Illicit", "illicit", true),
        ("IllicitViolent", "illicit/violent", true),
        ("SelfHarm", "self-harm", false),
        ("SelfHarmInstructions", "self-harm/instructions", false),
        ("SelfHarmIntent", "self-harm/intent", false),
        ("Sexual", "sexual", false),
        ("SexualMinors", "sexual/minors", false),
        ("Violence", "violence", false),
        ("ViolenceGraphic", "violence/graphic", false),
    ];
}
