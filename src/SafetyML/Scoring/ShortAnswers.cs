namespace SafetyML.Scoring;

/// <summary>What other languages answer in a word or two, which is too little to count English words in.</summary>
internal static class ShortAnswers
{
    private const int MostWords = 2;

    // Spanish, Portuguese, French, German, Dutch, Scandinavian, Polish, Turkish, Indonesian.
    private static readonly string[] Words =
    [
        "siento", "puedo", "perd\u00f3n", "s\u00ed", "desculpe", "n\u00e3o", "posso", "d\u00e9sol\u00e9", "d\u00e9sol\u00e9e", "je", "peux", "oui", "nein", "kann", "leider", "nicht",
        "entschuldigung", "ich", "dispiace", "scusa", "helaas", "nej", "tyv\u00e4rr", "desv\u00e6rre", "dessverre", "przepraszam", "nie", "mog\u0119", "hay\u0131r", "maaf", "tidak",
    ];

    // They are English, too, or names; beside a word of the others they are not.
    private static readonly string[] Ambiguous = ["no", "non", "lo", "mi", "ne", "refuse", "sim", "nee"];

    /// <summary>Whether the text is one or two such words.</summary>
    public static bool IsForeign(ReadOnlySpan<char> text)
    {
        var (place, words, foreign) = (0, 0, 0);
        while (WordSpans.Next(text, ref place) is var start and >= 0)
        {
            var word = text[start..place];
            var isForeign = WordSet.Contains(Words, word, StringComparison.OrdinalIgnoreCase);
            if (++words > MostWords || (!isForeign && !WordSet.Contains(Ambiguous, word, StringComparison.OrdinalIgnoreCase)))
                return false;
            foreign += isForeign ? 1 : 0;
        }
        return foreign > 0;
    }
}
