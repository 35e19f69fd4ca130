namespace SafetyML.Scoring;

/// <summary>
/// Counts the words of a text that stand in sentences: in runs of at least three with no more than a space between them. Names, lists, numbers and code have
/// none, or words in capitals, and are no language.
/// </summary>
internal struct LanguageCounts
{
    // Chosen on English answers and on programs' messages in other languages; the card of the refusal model says how well they do.
    private const int ShortestRun = 3, ShortestCapitalRun = 4, FewestSmall = 2, FewestAccented = 2, FewWords = 6;
    private const double LeastEnglish = 0.25, LeastEnglishBesideAccents = 0.4, LeastAccented = 0.1;

    private Run _run, _all;

    /// <summary>Whether too few of the words are common English ones.</summary>
    public readonly bool IsOtherLanguage => _all.Small >= FewestSmall && 2 * _all.Small >= _all.Words && _all.English <= MostOfAnother;

    // A short English sentence may hold but one of the words.
    private readonly double MostOfAnother =>
        HasAccents ? LeastEnglishBesideAccents * _all.Words : _all.Words < FewWords && _all.Accented == 0 ? 0 : LeastEnglish * _all.Words;

    // English has its soufflé, but not many.
    private readonly bool HasAccents => _all.Accented >= Math.Max(FewestAccented, LeastAccented * _all.Words);

    /// <summary>Whether there are English words enough already, however a text of at most so many words goes on.</summary>
    public readonly bool IsEnglishUpTo(int words) => _all.English > LeastEnglishBesideAccents * words;

    /// <summary>Takes the next word of a run.</summary>
    public void Add(ReadOnlySpan<char> word)
    {
        _run.Words++;
        _run.English += EnglishWords.Contains(word) ? 1 : 0;
        if (!char.IsUpper(word[0]))
            _run.Small++;
        else if (word.Length > 1 && char.IsUpper(word[^1]))
            _run.Capital++;
        _run.Accented += HasAccent(word) ? 1 : 0;
    }

    /// <summary>Ends a run; a shorter one does not count.</summary>
    public void EndRun()
    {
        var isCapital = _run.Capital == _run.Words && _run.Words >= ShortestCapitalRun;
        if (_run.Words >= ShortestRun)
            _all = _all.With(_run, isCapital ? _run.Words : _run.Small);
        _run = default;
    }

    private static bool HasAccent(ReadOnlySpan<char> word)
    {
        foreach (var letter in word)
        {
            if (letter > '\x7f' && letter != '\u2019')
                return true;
        }
        return false;
    }

    private struct Run
    {
        public int Words, English, Small, Capital, Accented;

        public readonly Run With(Run other, int small) =>
            new() { Words = Words + other.Words, English = English + other.English, Small = Small + small, Accented = Accented + other.Accented };
    }
}
