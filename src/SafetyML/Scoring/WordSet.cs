namespace SafetyML.Scoring;

/// <summary>Looks a part of a text up among a few words, without making a string of it.</summary>
internal static class WordSet
{
    /// <summary>Whether <paramref name="word"/> is one of <paramref name="words"/>.</summary>
    public static bool Contains(ReadOnlySpan<string> words, ReadOnlySpan<char> word, StringComparison comparison)
    {
        foreach (var each in words)
        {
            if (word.Equals(each, comparison))
                return true;
        }
        return false;
    }
}
