namespace SafetyML.Scoring;

/// <summary>Recognises text that ends in one token or a short cycle over and over, as a language model does that has lost its way.</summary>
internal static class Repetition
{
    private const int LongestCycle = 96, FewestRounds = 5, FewestCharacters = 12;
    private const double LeastShare = 0.7;

    /// <summary>Whether at least five rounds of one cycle of at most 96 characters fill 70 % of the text, up to its end.</summary>
    public static bool IsDegenerate(ReadOnlySpan<char> text)
    {
        // A full stop after the last round is no difference.
        text = text.TrimEnd(" \t\r\n.!?");
        for (var cycle = 1; cycle <= Math.Min(LongestCycle, text.Length / FewestRounds); cycle++)
        {
            var length = cycle + Same(text, cycle);
            if (length >= Math.Max(FewestCharacters, FewestRounds * cycle) && length >= LeastShare * text.Length)
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
}
