namespace ScoreAnswers;

/// <summary>What the scorers say of one answer.</summary>
internal sealed class ScoredRow
{
    public bool PredictedLabel { get; set; }

    public float Probability { get; set; }

    public string RefusalClass { get; set; } = "";

    public string RefusalEvidence { get; set; } = "";

    public string RefusalUnscoredReason { get; set; } = "";

    public float Harmfulness { get; set; }

    public string HarmfulnessUnscoredReason { get; set; } = "";

    /// <summary>Why a score is missing; empty where none is.</summary>
    public string UnscoredReason() => RefusalUnscoredReason == HarmfulnessUnscoredReason
        ? RefusalUnscoredReason
        : string.Join("; ", ((string[])[Named("refusal", RefusalUnscoredReason), Named("harmfulness", HarmfulnessUnscoredReason)]).Where(part => part.Length > 0));

    private static string Named(string score, string reason) => reason.Length == 0 ? "" : $"{score}: {reason}";
}
