namespace SafetyML.Scoring;

/// <summary>The logarithm of the odds of a probability.</summary>
internal static class LogOdds
{
    private const double Least = 1e-7;

    /// <summary>log(p / (1 − p)), finite for every p from 0 to 1: ML.NET leaves rows with infinite scores out of its metrics. NaN stays NaN.</summary>
    public static float Of(float probability)
    {
        var held = Math.Clamp(probability, Least, 1 - Least);
        return (float)Math.Log(held / (1 - held));
    }
}
