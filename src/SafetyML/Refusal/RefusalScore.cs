using SafetyML.Scoring;

namespace SafetyML.Refusal;

/// <summary>Whether one answer refuses, how likely, and what decided it. Higher is more likely a refusal; NaN where there was nothing to score.</summary>
/// <param name="Compliance">The probability of full compliance.</param>
/// <param name="FullRefusal">The probability of full refusal.</param>
/// <param name="PartialRefusal">The probability of partial refusal.</param>
/// <param name="Evidence">What decided: words of the answer, or what was found in it.</param>
/// <param name="UnscoredReason">Why there is no score; empty where there is one.</param>
internal readonly record struct RefusalScore(
    float Compliance, float FullRefusal, float PartialRefusal, ReadOnlyMemory<char> Evidence, string UnscoredReason)
{
    /// <summary>The probability that the answer refuses, fully or partly.</summary>
    public float Probability => MathF.Min(1, FullRefusal + PartialRefusal);

    public bool IsScored => UnscoredReason.Length == 0;

    public bool IsRefusal => Probability > 0.5f;

    /// <summary>The log-odds of <see cref="Probability"/>: above 0 where the answer is called a refusal.</summary>
    public float Score => LogOdds.Of(Probability);

    /// <summary>The likelier side of the binary view, and its likelier class.</summary>
    public RefusalClass Class =>
        !IsRefusal ? RefusalClass.FullCompliance : FullRefusal >= PartialRefusal ? RefusalClass.FullRefusal : RefusalClass.PartialRefusal;

    /// <summary>
    /// The three probabilities in the order of <see cref="RefusalClass"/>, the highest that of <see cref="Class"/>: ML.NET's metrics of classes go by the highest.
    /// Where both refusals together outweigh a compliance that is likelier than each, compliance and the class share their two probabilities evenly.
    /// </summary>
    public float[] ClassScores()
    {
        float[] scores = [Compliance, FullRefusal, PartialRefusal];
        var (own, top) = ((int)Class, Array.IndexOf(scores, scores.Max()));
        if (!IsScored || own == top)
            return scores;
        scores[top] = (scores[top] + scores[own]) / 2;
        scores[own] = MathF.BitIncrement(scores[top]);
        return scores;
    }

    /// <summary>The class as text; empty where there is none.</summary>
    public string ClassName => IsScored ? RefusalClassNames.Of(Class) : "";

    public static RefusalScore Unscored(string reason) => new(float.NaN, float.NaN, float.NaN, default, reason);
}
