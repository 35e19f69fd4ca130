namespace SafetyML.LinearText;

/// <summary>From scores to probabilities.</summary>
internal static class Links
{
    /// <summary>The logistic function for one score, softmax for more; in place.</summary>
    public static void ToProbabilities(Span<float> scores)
    {
        if (scores.Length == 1)
        {
            scores[0] = 1 / (1 + MathF.Exp(-scores[0]));
            return;
        }
        var largest = float.NegativeInfinity;
        foreach (var score in scores)
            largest = MathF.Max(largest, score);
        var sum = 0f;
        for (var i = 0; i < scores.Length; i++)
            sum += scores[i] = MathF.Exp(scores[i] - largest);
        for (var i = 0; i < scores.Length; i++)
            scores[i] /= sum;
    }
}
