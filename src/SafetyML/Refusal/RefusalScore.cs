namespace SafetyML.Refusal;

/// <summary>Whether one answer refuses, how likely, and what decided it. Higher is more likely a refusal; NaN where there was nothing to score.</summary>
internal sealed record RefusalScore(bool IsRefusal, float Probability, string Evidence)
{
    /// <summary>The log-odds of the probability.</summary>
    public float Score => MathF.Log(Probability / (1 - Probability));

    public static RefusalScore Unscored(string reason) => new(false, float.NaN, $"not scored: {reason}");
}
