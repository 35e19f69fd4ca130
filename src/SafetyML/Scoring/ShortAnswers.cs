namespace SafetyML.Scoring;

/// <summary>What other languages answer in a word or two, which is too little to count English words in.</summary>
internal static class ShortAnswers
{
    private const int MostWords = 2;

    /// <summary>Whether the text is one or two such words.</summary>
    public static bool IsForeign(ReadOnlySpan<char> text)
    {
        var (place, words, foreign) = (0, 0, 0);
        while (WordSpans.Next(text, ref place) is var start and >= 0)
        {
            if (++words > MostWords)
                return false;
            var word = text[start..place];
            if (IsForeignWord(word))
                foreign++;
            else if (!word.Equals("no", StringComparison.OrdinalIgnoreCase))
                return false;
        }
        return foreign > 0;
    }

    private static bool IsForeignWord(ReadOnlySpan<char> word)
    {
        foreach (var each in Words)
        {
            if (word.Equals(each, StringComparison.OrdinalIgnoreCase))
                return true;
        }
        return false;
    }

    // Spanish, Portuguese, French, German, Italian, Dutch, Scandinavian, Polish, Turkish, Indonesian.
    private static readonly string[] Words =
    [
        "lo", "siento", "puedo", "perd\u00f3n", "s\u00ed", "claro", "desculpe", "n\u00e3o", "posso", "sim", "d\u00e9sol\u00e9", "d\u00e9sol\u00e9e", "je", "ne", "peux", "oui", "refuse", "nein", "kann", "leider",
        "nicht", "entschuldigung", "ich", "mi", "dispiace", "scusa", "non", "nee", "helaas", "nej", "tyv\u00e4rr", "desv\u00e6rre", "dessverre", "przepraszam", "nie", "mog\u0119", "hay\u0131r", "maaf", "tidak",
    ];
}
