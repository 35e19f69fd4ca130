using System.Text.RegularExpressions;
using SafetyML.Torch.Tokenization;

namespace SafetyML.Torch.Chat;

/// <summary>
/// Marks of a template that are ordinary text for the tokenizer, as LLaMA 2's <c>[/INST]</c> or Zephyr's <c>&lt;|user|&gt;</c>. A message that holds one is spelled
/// letter by letter there: the text is the same, but the ids are not those of the frame.
/// </summary>
internal static partial class FrameMarks
{
    /// <summary>The marks that stand outside the messages in a part of a text that is no added token.</summary>
    public static HashSet<string> Of(ChatText text, IEnumerable<EncodedPart> parts)
    {
        var marks = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts.Where(part => !part.IsToken))
            foreach (var match in Mark().EnumerateMatches(text.Text.AsSpan(part.Offset, part.Length)))
                if (text.IsFrame(part.Offset + match.Index, match.Length))
                    marks.Add(text.Text.Substring(part.Offset + match.Index, match.Length));
        return marks;
    }

    /// <summary>The part with the marks in its messages spelled by letters, as far as the vocabulary has them.</summary>
    public static EncodedPart Spelled(ModelTokenizer tokenizer, ChatText text, EncodedPart part, HashSet<string> marks)
    {
        var words = text.Text.AsSpan(part.Offset, part.Length);
        var inMark = new bool[part.Length];
        foreach (var mark in marks)
            for (int from = 0, at; (at = words[from..].IndexOf(mark)) >= 0; from += at + mark.Length)
                if (!text.IsFrame(part.Offset + from + at, mark.Length))
                    Array.Fill(inMark, true, from + at, mark.Length);
        if (!inMark.Contains(true) || tokenizer.OffsetsOf(words.ToString(), part.Ids) is not { } offsets)
            return part;
        List<int> ids = [];
        for (var token = 0; token < part.Ids.Count; token++)
        {
            var (start, length) = offsets[token].GetOffsetAndLength(part.Length);
            if (inMark.AsSpan(start, length).Contains(true) && Letters(tokenizer, words.Slice(start, length)) is { } letters)
                ids.AddRange(letters);
            else
                ids.Add(part.Ids[token]);
        }
        return part with { Ids = ids };
    }

    private static List<int>? Letters(ModelTokenizer tokenizer, ReadOnlySpan<char> word)
    {
        List<int> ids = [];
        foreach (var letter in word)
        {
            var id = letter == ' ' ? tokenizer.IdOf("Ġ") ?? tokenizer.IdOf("▁") : tokenizer.IdOf(letter.ToString());
            if (id is null)
                return null;
            ids.Add(id.Value);
        }
        return ids;
    }

    [GeneratedRegex(@"[<\[]{1,2}\|?/?[A-Za-z_]{2,40}\|?[>\]]{1,2}", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
