namespace SafetyML.Torch.Tokenization;

/// <summary>Cuts two texts' ids from their ends until they fit.</summary>
internal static class PairTruncation
{
    /// <summary>Cuts in place.</summary>
    /// <param name="first">Ids of the first text.</param>
    /// <param name="second">Ids of the second text; empty where there is none.</param>
    /// <param name="maxTokens">The most ids, those around the texts included.</param>
    /// <param name="frameCount">How many ids stand around the texts.</param>
    /// <param name="cut">Which text is cut.</param>
    public static void Apply(List<int> first, List<int> second, int maxTokens, int frameCount, PairCut cut)
    {
        if (maxTokens < frameCount)
            throw new ArgumentOutOfRangeException(nameof(maxTokens), maxTokens, $"The tokens around the text alone are {frameCount}; allowed are {frameCount} or more.");
        var room = maxTokens - frameCount;
        if (first.Count + second.Count <= room)
            return;
        var (firstCount, secondCount) = cut switch
        {
            PairCut.OnlyFirst => (room - second.Count, second.Count),
            PairCut.OnlySecond => (first.Count, room - first.Count),
            _ => LongestFirst(first.Count, second.Count, room),
        };
        if (firstCount < 0 || secondCount < 0)
            throw new ArgumentException(
                $"With {cut}, {maxTokens} tokens are too few: the texts have {first.Count} and {second.Count}, and {frameCount} stand around them. "
                + $"Take {nameof(PairCut.LongestFirst)} or more tokens.",
                nameof(cut));
        first.RemoveRange(firstCount, first.Count - firstCount);
        second.RemoveRange(secondCount, second.Count - secondCount);
    }

    // Of an odd number, the longer text has one more; of texts of one length, the second.
    private static (int First, int Second) LongestFirst(int first, int second, int room)
    {
        var shorter = Math.Min(first, second);
        var longer = Math.Max(shorter, room - shorter);
        if (shorter + longer > room)
            (shorter, longer) = (room / 2, (room / 2) + (room % 2));
        return first > second ? (longer, shorter) : (shorter, longer);
    }
}
