using System.Text;

namespace SafetyML.Scoring;

/// <summary>Tells the words of an answer from the marks that a tokenizer or a chat template leaves: <c>&lt;/s&gt;</c>, <c>&lt;|eot_id|&gt;</c>, <c>[INST]</c>.</summary>
internal static class AnswerMarks
{
    private const int Longest = 24;
    private static readonly string[] Brackets = ["INST", "/INST", "PAD", "UNK", "SEP", "CLS", "MASK", "BOS", "EOS"];

    /// <summary>Whether there is a letter or a digit outside such marks.</summary>
    public static bool HasWords(ReadOnlySpan<char> text)
    {
        while (!text.IsEmpty)
        {
            if (MarkLength(text) is > 0 and var length)
            {
                text = text[length..];
                continue;
            }
            Rune.DecodeFromUtf16(text, out var rune, out var read);
            if (Rune.IsLetterOrDigit(rune))
                return true;
            text = text[read..];
        }
        return false;
    }

    private static int MarkLength(ReadOnlySpan<char> text)
    {
        if (text[0] is not ('<' or '['))
            return 0;
        var head = text[1..Math.Min(text.Length, Longest)];
        var end = head.IndexOf(text[0] == '<' ? '>' : ']');
        if (end < 0 || !(text[0] == '<' ? IsTag(head[..end]) : IsBracket(head[..end])))
            return 0;
        return end + 2;
    }

    private static bool IsTag(ReadOnlySpan<char> name)
    {
        foreach (var letter in name)
        {
            if (!char.IsAsciiLetterOrDigit(letter) && letter is not ('/' or '|' or '_' or '\uff5c' or '\u2581'))
                return false;
        }
        return true;
    }

    private static bool IsBracket(ReadOnlySpan<char> name)
    {
        foreach (var each in Brackets)
        {
            if (name.SequenceEqual(each))
                return true;
        }
        return false;
    }
}
