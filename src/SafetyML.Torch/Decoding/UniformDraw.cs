namespace SafetyML.Torch.Decoding;

/// <summary>Random numbers that depend on their place only, so that neither batches nor finished neighbours change an answer.</summary>
internal static class UniformDraw
{
    /// <summary>The number in [0, 1) of a prompt's step under a seed.</summary>
    public static double At(int seed, int prompt, int step)
    {
        ulong bits = Mix(Mix((uint)seed) + ((ulong)(uint)prompt << 32 | (uint)step));
        return (bits >> 11) * (1.0 / (1UL << 53));
    }

    // SplitMix64's finalizer (Steele, Lea and Flood, 2014).
    private static ulong Mix(ulong value)
    {
        value += 0x9E3779B97F4A7C15;
        value = (value ^ (value >> 30)) * 0xBF58476D1CE4E5B9;
        value = (value ^ (value >> 27)) * 0x94D049BB133111EB;
        return value ^ (value >> 31);
    }
}
