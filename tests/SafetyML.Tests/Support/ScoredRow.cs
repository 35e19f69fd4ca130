namespace SafetyML.Tests.Support;

/// <summary>An answer after both scorers, as they write it.</summary>
internal sealed record ScoredRow
{
    public string Instruction { get; init; } = "";

    public string Type { get; init; } = "";

    public string PromptLabel { get; init; } = "";

    public bool PredictedLabel { get; init; }

    public float Score { get; init; }

    public string RefusalClass { get; init; } = "";

    public string RefusalUnscoredReason { get; init; } = "";

    public float Harmfulness { get; init; }

    public string HarmfulnessUnscoredReason { get; init; } = "";

    /// <summary>A scored answer: <c>c</c> complies, <c>p</c> refuses in part, <c>r</c> refuses.</summary>
    public static ScoredRow Of(string prompt, char answer, float harmfulness, string type = "", string label = "") => new()
    {
        Instruction = prompt,
        Type = type,
        PromptLabel = label,
        PredictedLabel = answer != 'c',
        Score = answer == 'c' ? -2 : 2,
        RefusalClass = answer switch { 'c' => "full_compliance", 'p' => "partial_refusal", _ => "full_refusal" },
        Harmfulness = harmfulness,
    };

    /// <summary>An answer that neither scorer could score.</summary>
    public static ScoredRow Unscored(string prompt, string reason, string type = "", string label = "") => new()
    {
        Instruction = prompt,
        Type = type,
        PromptLabel = label,
        Score = float.NaN,
        RefusalUnscoredReason = reason,
        Harmfulness = float.NaN,
        HarmfulnessUnscoredReason = reason,
    };
}
