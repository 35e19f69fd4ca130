namespace SafetyML.LinearText;

/// <summary>The probabilities of earlier stages as features of a later one.</summary>
internal static class StageFeatures
{
    /// <summary>How many there are after stages of so many outputs.</summary>
    public static int Count(StageOptions options, ReadOnlySpan<int> outputs)
    {
        if (options.Earlier == 0)
            return 0;
        var (sum, products) = (0, 0);
        foreach (var count in outputs)
            (sum, products) = (sum + count, products + sum * count);
        return options.Crossed ? sum + products : sum;
    }

    /// <summary>Writes them: first the probabilities, then the products of any two of different stages.</summary>
    public static void Write(StageOptions options, ReadOnlySpan<float> probabilities, ReadOnlySpan<int> outputs, Span<float> features)
    {
        if (options.Earlier == 0)
            return;
        for (var i = 0; i < probabilities.Length; i++)
            features[i] = options.Earlier * probabilities[i];
        if (!options.Crossed)
            return;
        var (next, start) = (probabilities.Length, 0);
        foreach (var count in outputs)
        {
            for (var i = 0; i < start; i++)
                for (var j = start; j < start + count; j++)
                    features[next++] = options.Earlier * probabilities[i] * probabilities[j];
            start += count;
        }
    }
}
