namespace SafetyML.Statistics;

/// <summary>Intervals from resampled data (Efron, 1979).</summary>
internal static class Bootstrap
{
    /// <summary>The percentile interval of the mean; none for a single value. The same seed gives the same interval on any number of cores.</summary>
    public static Interval OfMean(double[] values, int resamples, int seed)
    {
        Samples.RequireSome(values.Length, "values");
        Samples.RequireFinite(values);
        if (resamples is not > 0)
            throw new ArgumentException($"{resamples} resamples give no interval; at least 1 is needed.");
        if (values.Length == 1)
            return Interval.None;
        var means = new double[resamples];
        Parallel.For(0, resamples, i => means[i] = ResampledMean(values, Mix(Mix((ulong)seed) + (ulong)i)));
        Array.Sort(means);
        return new(Percentile(means, 0.025), Percentile(means, 0.975));
    }

    /// <summary>The value below which a part of sorted values lies, interpolated between the two that are next to it.</summary>
    public static double Percentile(double[] sorted, double part)
    {
        var place = part * (sorted.Length - 1);
        var below = (int)place;
        return below + 1 == sorted.Length ? sorted[below] : sorted[below] + (place - below) * (sorted[below + 1] - sorted[below]);
    }

    // SplitMix64 (Steele et al., 2014) gives 64 bits, of which each half picks a value: half · n / 2³², biased by less than n / 2³².
    private static double ResampledMean(double[] values, ulong state)
    {
        var (first, second, count) = (0.0, 0.0, (ulong)values.Length);
        for (var i = 1; i < values.Length; i += 2)
        {
            var bits = Mix(state += 0x9E3779B97F4A7C15);
            first += values[(uint)bits * count >> 32];
            second += values[(bits >> 32) * count >> 32];
        }
        if (values.Length % 2 == 1)
            first += values[(uint)Mix(state + 0x9E3779B97F4A7C15) * count >> 32];
        return (first + second) / values.Length;
    }

    private static ulong Mix(ulong bits)
    {
        bits = (bits ^ bits >> 30) * 0xBF58476D1CE4E5B9;
        bits = (bits ^ bits >> 27) * 0x94D049BB133111EB;
        return bits ^ bits >> 31;
    }
}
