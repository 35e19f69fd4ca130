namespace SafetyML.Statistics;

/// <summary>The checks that every statistic makes of its data.</summary>
internal static class Samples
{
    public static void RequireSome(int count, string of)
    {
        if (count == 0)
            throw new ArgumentException($"There are no {of}. At least one is needed.");
    }

    public static void RequirePairs(int first, int second)
    {
        if (first != second)
            throw new ArgumentException($"{first} values cannot be paired with {second}. Give one of the second for each of the first.");
        RequireSome(first, "pairs of values");
    }

    public static void RequireFinite(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (!double.IsFinite(values[i]))
                throw new ArgumentException($"Value {i} is {values[i]}. Leave out what has no number, and count it.");
    }

    public static void RequireProbabilities(ReadOnlySpan<double> values)
    {
        for (var i = 0; i < values.Length; i++)
            if (values[i] is not (>= 0 and <= 1))
                throw new ArgumentException($"Probability {i} is {values[i]}. 0 to 1 is allowed.");
    }

    public static void RequirePart(int part, int whole)
    {
        RequireSome(whole, "rows");
        if (part < 0 || part > whole)
            throw new ArgumentException($"{part} rows of {whole} cannot be counted; 0 to {whole} can.");
    }

    public static double[] Differences(ReadOnlySpan<double> first, ReadOnlySpan<double> second)
    {
        RequirePairs(first.Length, second.Length);
        RequireFinite(first);
        RequireFinite(second);
        var differences = new double[first.Length];
        for (var i = 0; i < differences.Length; i++)
            differences[i] = first[i] - second[i];
        return differences;
    }
}
