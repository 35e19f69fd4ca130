namespace SafetyML.Data;

/// <summary>Draws without replacement such that a larger draw of the same seed contains every smaller one.</summary>
internal static class SafetyDraw
{
    /// <summary>The first <paramref name="count"/> entries of the permutation of 0…<paramref name="available"/> − 1 that the seed gives.</summary>
    public static int[] Draw(int available, int count, int seed)
    {
        if (count < 0 || count > available)
            throw new ArgumentOutOfRangeException(
                nameof(count), count, $"{count} safety rows were asked for; 0 to {available} can be drawn, the rows that there are.");
        var order = Enumerable.Range(0, available).ToArray();
        new Random(seed).Shuffle(order);
        return order[..count];
    }

    /// <summary>The number of safety rows that makes up <paramref name="share"/> of the whole mixture with <paramref name="general"/> other rows.</summary>
    public static int CountOf(double share, int general)
    {
        if (share is not (>= 0 and < 1))
            throw new ArgumentOutOfRangeException(
                nameof(share), share, $"The safety share is {share}; it is the part of the whole mixture, at least 0 and below 1.");
        return (int)Math.Round(share * general / (1 - share), MidpointRounding.AwayFromZero);
    }
}
