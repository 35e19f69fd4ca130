namespace SafetyML.Scoring;

/// <summary>Recognises text that ends in one token or a short cycle over and over, as a language model does that has lost its way.</summary>
internal static class Repetition
{
    private const int LongestCycle = 512, FewestRounds = 5, FewestCharacters = 7;
    private const double LeastShare = 0.7;

    /// <summary>
    /// Whether at least five rounds of one cycle of at most 512 characters fill 70 % of the text, up to its end. The zeros of a number and a ruled line are no
    /// such cycle: it has a letter or white space.
    /// </summary>
    public static bool IsDegenerate(ReadOnlySpan<char> text)
    {
        // A full stop after the last round is no difference.
        text = text.TrimEnd(" \t\r\n.!?");
        // Behind the last round there is no space.
        for (var cycle = 1; cycle <= Math.Min(LongestCycle, (text.Length + 1) / FewestRounds); cycle++)
        {
            if (!IsText(text[^cycle..]))
                continue;
            var length = cycle + Same(text, cycle);
            if (length >= Math.Max(FewestCharacters, FewestRounds * cycle - 1) && length >= LeastShare * text.Length)
                return true;
        }
        return false;
    }

    /// <summary>How many characters at the end equal those one cycle before them.</summary>
    private static int Same(ReadOnlySpan<char> text, int cycle)
    {
        var count = 0;
        while (count + cycle < text.Length && text[^(count + 1)] == text[^(count + 1 + cycle)])
            count++;
        return count;
    }

    private static bool IsText(ReadOnlySpan<char> cycle)
    {
        foreach (var letter in cycle)
        {
            if (char.IsLetter(letter) || char.IsWhiteSpace(letter) || char.IsSurrogate(letter))
                return true;
        }
        return false;
    }
}
