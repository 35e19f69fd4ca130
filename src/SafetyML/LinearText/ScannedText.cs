namespace SafetyML.LinearText;

/// <summary>The words of one text in flat arrays that are used again for the next text. Holds at most <see cref="MaxWords"/> words: the first and, of longer texts, no more.</summary>
internal sealed class ScannedText
{
    public const int MaxWords = 1024;
    public const int Last = MaxWords - 1;

    public readonly uint[] Hash = new uint[MaxWords];
    public readonly int[] Start = new int[MaxWords];
    public readonly int[] End = new int[MaxWords];
    public readonly short[] Sentence = new short[MaxWords];
    public readonly WordClass[] Class = new WordClass[MaxWords];
    public readonly bool[] Quoted = new bool[MaxWords];

    public int Words { get; private set; }

    public int Sentences { get; private set; }

    public int ListItems { get; private set; }

    public int Lines { get; private set; }

    public bool HasCode { get; private set; }

    public bool EndsWithQuestion { get; private set; }

    /// <summary>Reads <paramref name="text"/>: letters, digits and apostrophes make words; case, markup and the kind of apostrophe do not matter.</summary>
    public void Read(ReadOnlySpan<char> text)
    {
        (Words, Sentences, ListItems, Lines, HasCode, EndsWithQuestion) = (0, 0, 0, 1, false, false);
        var (quoted, sentenceWords, lineStart) = (false, 0, true);
        for (var i = 0; i < text.Length && Words < MaxWords;)
        {
            var letter = text[i];
            if (IsWordLetter(letter))
            {
                i = AddWord(text, i, quoted);
                (sentenceWords, EndsWithQuestion) = (sentenceWords + 1, false);
                if (lineStart && i < text.Length && text[i] is '.' or ')' && char.IsAsciiDigit(text[i - 1]))
                {
                    ListItems++;
                    i++;
                }
                lineStart = false;
                continue;
            }
            if (letter is '\n' or '\r')
            {
                if (letter is '\n')
                    Lines++;
                lineStart = true;
                quoted = false;
            }
            else if (lineStart && letter is '-' or '*' or '•' && i + 1 < text.Length && text[i + 1] is ' ' or '\t')
            {
                ListItems++;
            }
            else if (letter is '`')
            {
                HasCode |= i + 2 < text.Length && text[i + 1] is '`' && text[i + 2] is '`';
            }
            else if (letter is '"' or '“' or '”' or '«' or '»')
            {
                quoted = !quoted && Words > 0;
            }
            else if (letter is '?')
            {
                EndsWithQuestion = true;
            }
            if (EndsSentence(text, i) && sentenceWords > 0)
            {
                Sentences++;
                sentenceWords = 0;
            }
            i++;
        }
        if (sentenceWords > 0)
            Sentences++;
    }

    private int AddWord(ReadOnlySpan<char> text, int start, bool quoted)
    {
        var (hash, i) = (TextHash.Start, start);
        for (; i < text.Length && IsWordLetter(text[i]); i++)
            hash = TextHash.Add(hash, Lower(text[i]));
        var end = i;
        if (IsApostrophe(text[end - 1]) || IsApostrophe(text[start]))
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
        while (start < end && IsApostrophe(text[start]))
            start++;
        while (end > start && IsApostrophe(text[end - 1]))
            end--;
        var hash = TextHash.Start;
        foreach (var letter in text[start..end])
            hash = TextHash.Add(hash, Lower(letter));
        return hash;
    }

    private static bool EndsSentence(ReadOnlySpan<char> text, int i) => text[i] switch
    {
        '\n' or '\r' or '。' or '！' or '？' => true,
        '.' or '!' or '?' => i + 1 == text.Length || !IsWordLetter(text[i + 1]),
        _ => false,
    };

    private static bool IsApostrophe(char letter) => letter is '\'' or '’' or '‘' or 'ʼ' or '´';

    private static bool IsWordLetter(char letter) =>
        letter < 128 ? char.IsAsciiLetterOrDigit(letter) || letter is '\'' : char.IsLetterOrDigit(letter) || IsApostrophe(letter);

    private static char Lower(char letter) =>
        letter < 128 ? (char)(letter | (letter is >= 'A' and <= 'Z' ? 0x20 : 0)) : IsApostrophe(letter) ? '\'' : char.ToLowerInvariant(letter);
}
