namespace SafetyML.Torch.Models;

/// <summary>The angle per position of each pair of dimensions, for every kind of scaling.</summary>
internal static class RopeFrequencies
{
    /// <summary>
    /// The inverse frequencies, <paramref name="headSize"/> / 2 of them, for a sequence of <paramref name="length"/> tokens (only dynamic scaling depends on
    /// it).
    /// </summary>
    public static float[] Inverse(RopeOptions rope, int headSize, long length = 0) => rope.Scaling switch
    {
        RopeScaling.Linear => Map(Plain(rope.Theta, headSize), (_, frequency) => frequency / rope.Factor),
        RopeScaling.Dynamic => Plain(DynamicTheta(rope, headSize, length), headSize),
        RopeScaling.Llama3 => Map(Plain(rope.Theta, headSize), (_, frequency) => Llama3(rope, frequency)),
        RopeScaling.Yarn => Yarn(rope, headSize),
        _ => Plain(rope.Theta, headSize),
    };

    /// <summary>What sine and cosine are multiplied with: 1 but for YaRN.</summary>
    public static double Amplitude(RopeOptions rope) => rope.Scaling != RopeScaling.Yarn ? 1
        : rope.AttentionFactor ?? (rope.Factor <= 1 ? 1 : (0.1 * Math.Log(rope.Factor)) + 1);

    private static float[] Plain(double theta, int headSize) =>
        [.. Enumerable.Range(0, headSize / 2).Select(pair => (float)(1 / Math.Pow(theta, 2.0 * pair / headSize)))];

    private static float[] Map(float[] frequencies, Func<int, double, double> change) =>
        [.. frequencies.Select((frequency, pair) => (float)change(pair, frequency))];

    private static double DynamicTheta(RopeOptions rope, int headSize, long length)
    {
        double stretch = Math.Max(length, rope.OriginalMaxPositions) / (double)rope.OriginalMaxPositions;
        return rope.Theta * Math.Pow((rope.Factor * stretch) - (rope.Factor - 1), headSize / (headSize - 2.0));
    }

    private static double Llama3(RopeOptions rope, double frequency)
    {
        double rotations = rope.OriginalMaxPositions * frequency / (2 * Math.PI);
        double kept = Math.Clamp((rotations - rope.LowFrequencyFactor) / (rope.HighFrequencyFactor - rope.LowFrequencyFactor), 0, 1);
        return ((1 - kept) * frequency / rope.Factor) + (kept * frequency);
    }

    private static float[] Yarn(RopeOptions rope, int headSize)
    {
        // The pair of dimensions that turns `rotations` times within the original context.
        double PairAt(double rotations) => headSize * Math.Log(rope.OriginalMaxPositions / (rotations * 2 * Math.PI)) / (2 * Math.Log(rope.Theta));
        double low = Math.Max(Math.Floor(PairAt(rope.BetaFast)), 0);
        double high = Math.Min(Math.Ceiling(PairAt(rope.BetaSlow)), headSize - 1);
        double width = Math.Max(high - low, 0.001);
        return Map(Plain(rope.Theta, headSize), (pair, frequency) =>
        {
            double scaled = Math.Clamp((pair - low) / width, 0, 1);
            return (scaled * frequency / rope.Factor) + ((1 - scaled) * frequency);
        });
    }
}
