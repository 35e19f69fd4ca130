namespace SafetyML.Scoring;

/// <summary>Probabilities of logits.</summary>
internal static class Softmax
{
    /// <summary>The shares of several logits; of a single one its sigmoid.</summary>
    public static float[] Of(IReadOnlyList<float> logits)
    {
        if (logits.Count == 1)
            return [1 / (1 + MathF.Exp(-logits[0]))];
        var largest = logits.Max();
        var powers = logits.Select(logit => Math.Exp(logit - largest)).ToArray();
        var sum = powers.Sum();
        return [.. powers.Select(power => (float)(power / sum))];
    }
}
