using System.Text;

namespace SafetyML.Scoring;

/// <summary>Tells the words of an answer from the marks that a tokenizer or a chat template leaves: <c>&lt;/s&gt;</c>, <c>&lt;|eot_id|&gt;</c>, <c>[INST]</c>.</summary>
internal static class AnswerMarks
{
    private const int Longest = 40;
    private static readonly string[] Tags = ["s", "/s", "unk", "pad", "bos", "eos", "mask", "cls", "sep", "start_of_turn", "end_of_turn", "noinput", "nooutput"];
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

    /// <summary>The length of the mark at the head of a text; 0 where there is none.</summary>
    public static int MarkLength(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || text[0] is not ('<' or '['))
            return 0;
        var head = text[1..Math.Min(text.Length, Longest)];
        var end = head.IndexOf(text[0] == '<' ? '>' : ']');
        return end > 0 && (text[0] == '<' ? IsToken(head[..end]) : WordSet.Contains(Brackets, head[..end], StringComparison.Ordinal)) ? end + 2 : 0;
    }

    // Tokens that a vocabulary made for itself stand between bars.
    private static bool IsToken(ReadOnlySpan<char> name) =>
        (name[0] is '|' or '\uff5c' && name[^1] == name[0]) || WordSet.Contains(Tags, name, StringComparison.Ordinal);
}
