using System.Text.RegularExpressions;
using SafetyML.Torch.Tokenization;

namespace SafetyML.Torch.Chat;

/// <summary>
/// Marks of a template that are ordinary text for the tokenizer, as LLaMA 2's <c>[/INST]</c> or Zephyr's <c>&lt;|user|&gt;</c>. A message that holds one is spelled
/// letter by letter there: the text is the same, but the ids are not those of the frame.
/// </summary>
internal static partial class FrameMarks
{
    /// <summary>The tokens with the marks in the messages spelled by letters, as far as the vocabulary has them.</summary>
    public static List<TokenSpan> Spelled(ModelTokenizer tokenizer, ChatText text, List<TokenSpan> tokens)
    {
        var marks = Of(tokenizer, text, tokens);
        var inMark = new bool[text.Text.Length];
        foreach (var mark in marks)
            for (int from = 0, at; (at = text.Text.IndexOf(mark, from, StringComparison.Ordinal)) >= 0; from = at + mark.Length)
                if (!text.IsFrame(at, mark.Length))
                    Array.Fill(inMark, true, at, mark.Length);
        if (!inMark.AsSpan().Contains(true))
            return tokens;
        List<TokenSpan> spelled = [];
        foreach (var token in tokens)
        {
            var length = token.End - token.Start;
            if (length > 1 && !tokenizer.IsAdded(token.Id) && inMark.AsSpan(token.Start, length).Contains(true)
                && Letters(tokenizer, text.Text.AsSpan(token.Start, length)) is { } letters)
                spelled.AddRange(letters.Select((id, at) => new TokenSpan(id, token.Start + at, token.Start + at + 1)));
            else
                spelled.Add(token);
        }
        return spelled;
    }

    /// <summary>The marks outside the messages that are no added token.</summary>
    private static HashSet<string> Of(ModelTokenizer tokenizer, ChatText text, List<TokenSpan> tokens)
    {
        var starts = tokens.Where(token => tokenizer.IsAdded(token.Id)).Select(token => token.Start).ToHashSet();
        var marks = new HashSet<string>(StringComparer.Ordinal);
        foreach (var match in Mark().EnumerateMatches(text.Text))
            if (!starts.Contains(match.Index) && text.IsFrame(match.Index, match.Length))
                marks.Add(text.Text.Substring(match.Index, match.Length));
        return marks;
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
