namespace SafetyML.Scoring;

/// <summary>
/// Counts the common words of a text. Names are no language: a capital word counts only where the sentence goes on in small letters or where all is in
/// capitals, and a particle such as "de" or "van" before a capital only beside words that are in no name.
/// </summary>
internal struct LanguageCounts
{
    private const int ShortestUpper = 3;
    private int _waiting, _first, _foreign, _inNames;
    private bool _isCapital, _isUpper, _isText;

    public int Words { get; private set; }

    public int English { get; private set; }

    public readonly int Foreign => _foreign + (_isText ? _inNames : 0);

    /// <summary>Whether the foreign words are not all the same one.</summary>
    public bool IsVaried { get; private set; }

    /// <summary>Takes the next word.</summary>
    /// <param name="word">It in small letters; empty where it is too long to be a common one.</param>
    /// <param name="written">It as it is written.</param>
    /// <param name="isJoined">Whether no more than a space is between it and the word before.</param>
    public void Add(ReadOnlySpan<char> word, ReadOnlySpan<char> written, bool isJoined)
    {
        var (isCapital, isUpper) = (char.IsUpper(written[0]), written.Length >= ShortestUpper && char.IsUpper(written[^1]));
        var isForeign = CommonWords.IsForeign(word);
        var isParticle = isForeign && !isCapital && CommonWords.IsParticle(word);
        // "de la Cruz": the last of several particles decides for all.
        if (!isParticle || !isJoined)
            Settle(isJoined, isCapital, isUpper);
        Words++;
        if (CommonWords.IsEnglish(word))
            English++;
        if (!isForeign)
            return;
        if (!isCapital || isUpper)
            Vary(word);
        if (isCapital || isParticle)
        {
            if (_waiting++ == 0)
                (_isCapital, _isUpper) = (isCapital, isUpper);
            return;
        }
        _foreign++;
        _isText |= !CommonWords.IsLoan(word);
    }

    /// <summary>Counts what waits for a next word that does not come.</summary>
    public void End() => Settle(isJoined: false, isCapital: false, isUpper: false);

    private void Settle(bool isJoined, bool isCapital, bool isUpper)
    {
        var isName = _isCapital ? !isJoined || (isCapital && !(_isUpper && isUpper)) : isJoined && isCapital;
        if (!isName)
            _foreign += _waiting;
        else if (!_isCapital)
            _inNames += _waiting;
        _waiting = 0;
    }

    private void Vary(ReadOnlySpan<char> word)
    {
        var hash = 17;
        foreach (var letter in word)
            hash = unchecked(hash * 31 + letter);
        IsVaried |= _first != 0 && _first != hash;
        _first = hash;
    }
}
