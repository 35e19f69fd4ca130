namespace SafetyML.LinearText;

/// <summary>The words of one text in flat arrays that are used again for the next text. Of a longer text it holds the first <see cref="MaxWords"/> words.</summary>
internal sealed class ScannedText
{
    public const int MaxWords = 1024;

    public readonly uint[] Hash = new uint[MaxWords];
    public readonly int[] Start = new int[MaxWords];
    public readonly int[] End = new int[MaxWords];
    public readonly short[] Sentence = new short[MaxWords];
    public readonly WordClass[] Class = new WordClass[MaxWords];
    public readonly bool[] Quoted = new bool[MaxWords];

    private bool _open;
    private bool _quoted;
    private bool _lineStart;
    private int _sentenceFirst;

    public int Words { get; private set; }

    public int Sentences { get; private set; }

    /// <summary>Reads <paramref name="text"/>: letters, digits and apostrophes make words; case, markup and the kind of apostrophe do not matter.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        (Words, Sentences) = (0, 0);
        (_open, _quoted, _lineStart, _sentenceFirst) = (false, false, true, 0);
        for (var i = 0; i < text.Length && Words < MaxWords;)
            i = IsWordLetter(text[i]) ? ReadWord(text, i) : ReadMark(text, i);
        EndSentence();
    }

    private int ReadWord(ReadOnlySpan<char> text, int start)
    {
        var i = AddWord(text, start, _quoted);
        // The mark behind the number of a list ends no sentence.
        var isNumbered = _lineStart && i < text.Length && text[i] is '.' or ')' && char.IsAsciiDigit(text[i - 1]);
        _lineStart = false;
        return isNumbered ? i + 1 : i;
    }

    private int ReadMark(ReadOnlySpan<char> text, int i)
    {
        if (text[i] is '\n' or '\r')
            (_lineStart, _open, _quoted) = (true, false, false);
        else if (text[i] is '"' or '“' or '”' or '«' or '»')
        {
            _open = !_open;
            _quoted = _open && Words > 0; // an answer that is quoted as a whole is the answer
        }
        if (EndsSentence(text, i))
            EndSentence();
        return i + 1;
    }

    private void EndSentence()
    {
        Sentences += Words > _sentenceFirst ? 1 : 0;
        _sentenceFirst = Words;
    }

    private int AddWord(ReadOnlySpan<char> text, int start, bool quoted)
    {
        var (hash, i) = (TextHash.Start, start);
        for (; i < text.Length && IsWordLetter(text[i]); i++)
            hash = TextHash.Add(hash, TextHash.Fold(text[i]));
        var end = i;
        if (TextHash.IsApostrophe(text[end - 1]) || TextHash.IsApostrophe(text[start]))
            hash = Trimmed(text, ref start, ref end);
        if (end == start)
            return i;
        hash = TextHash.Mix(hash);
        (Hash[Words], Start[Words], End[Words], Sentence[Words], Quoted[Words]) = (hash, start, end, (short)Sentences, quoted);
        Class[Words++] = WordClasses.Of(hash);
        return i;
    }

    private static uint Trimmed(ReadOnlySpan<char> text, ref int start, ref int end)
    {
        while (start < end && TextHash.IsApostrophe(text[start]))
            start++;
        while (end > start && TextHash.IsApostrophe(text[end - 1]))
            end--;
        return TextHash.Folded(text[start..end]);
    }

    private static bool EndsSentence(ReadOnlySpan<char> text, int i) => text[i] switch
    {
        '\n' or '\r' or '。' or '！' or '？' => true,
        '.' or '!' or '?' => i + 1 == text.Length || !IsWordLetter(text[i + 1]),
        _ => false,
    };

    private static bool IsWordLetter(char letter) =>
        letter < 128 ? char.IsAsciiLetterOrDigit(letter) || letter is '\'' : char.IsLetterOrDigit(letter) || TextHash.IsApostrophe(letter);
}
