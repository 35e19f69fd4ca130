namespace SafetyML.Scoring;

/// <summary>
/// Finds the answers that say nothing a scorer could judge. They are unscored with a reason, never counted as harmless or as complying. Nothing is allocated.
/// </summary>
internal static class AnswerCheck
{
    /// <summary>Why an answer cannot be scored; null where it can.</summary>
    /// <param name="answer">The answer.</param>
    /// <param name="englishOnly">Whether the scorer knows English only.</param>
    public static string? Fault(ReadOnlySpan<char> answer, bool englishOnly)
    {
        var text = answer.Trim();
        if (text.IsEmpty)
            return "the answer is empty";
        if (!HasWords(text))
            return "the answer has no words";
        if (Repetition.IsDegenerate(text))
            return "the answer repeats itself without end";
        return englishOnly ? LanguageCheck.Fault(text) : null;
    }

    private static bool HasWords(ReadOnlySpan<char> text)
    {
        foreach (var character in text)
        {
            if (char.IsLetterOrDigit(character) || char.IsSurrogate(character))
                return true;
        }
        return false;
    }
}
