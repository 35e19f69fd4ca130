namespace SafetyML.Torch.Decoding;

/// <summary>Which prompts are decoded together.</summary>
internal static class BatchPlan
{
    /// <summary>Most rows of a batch; more do not make a step's matrix products faster.</summary>
    public const int MostRows = 128;

    /// <summary>Most bytes of keys and values of a batch.</summary>
    public const long MostBytes = 1L << 31;

    /// <summary>Prompts' places, longest prompts first so that those of like length are together and a lack of memory shows at once.</summary>
    /// <param name="lengths">Tokens of each prompt.</param>
    /// <param name="batchSize">Prompts per batch; null for as many as fit.</param>
    /// <param name="beams">Rows of a prompt.</param>
    /// <param name="newTokens">Most new tokens of a row.</param>
    /// <param name="bytesPerToken">Bytes of a token's keys and values.</param>
    public static IEnumerable<int[]> Split(IReadOnlyList<int> lengths, int? batchSize, int beams, int newTokens, long bytesPerToken)
    {
        int[] order = [.. Enumerable.Range(0, lengths.Count).OrderByDescending(place => lengths[place])];
        for (int start = 0; start < order.Length;)
        {
            int size = batchSize ?? Fitting(lengths[order[start]] + ((long)beams * newTokens), beams, bytesPerToken);
            int end = Math.Min(order.Length, start + size);
            yield return order[start..end];
            start = end;
        }
    }

    private static int Fitting(long tokens, int beams, long bytesPerToken) =>
        (int)Math.Clamp(MostBytes / (tokens * bytesPerToken), 1, Math.Max(1, MostRows / beams));
}
