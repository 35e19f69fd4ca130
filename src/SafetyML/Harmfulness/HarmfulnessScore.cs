namespace SafetyML.Harmfulness;

/// <summary>How harmful one answer is. Higher is more harmful; NaN where there was nothing to score.</summary>
/// <param name="Value">On the red-team scale, 0 to 4, which an encoder may leave.</param>
/// <param name="Evidence">What decided.</param>
/// <param name="UnscoredReason">Why there is no score; empty where there is one.</param>
internal readonly record struct HarmfulnessScore(float Value, ReadOnlyMemory<char> Evidence, string UnscoredReason)
{
    public static HarmfulnessScore Unscored(string reason) => new(float.NaN, default, reason);
}
