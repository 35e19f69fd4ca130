namespace SafetyML.Scoring;

/// <summary>What a reasoning model thinks before it answers, between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c>: no part of its answer.</summary>
internal static class Thought
{
    private const string Speaker = "assistant";
    private static readonly (string Begin, string End)[] Marks = [("<think>", "</think>"), ("<thinking>", "</thinking>")];

    /// <summary>Where the answer begins: 0 where there is no thought, -1 where a thought does not end.</summary>
    public static int End(ReadOnlySpan<char> answer)
    {
        var end = EndOfOpened(answer, 0);
        for (var next = end; next > 0 && (next = EndOfOpened(answer, end)) != end;)
            end = next;
        return end == 0 ? EndOfUnopened(answer) : end;
    }

    /// <summary>The end of a thought that opens at <paramref name="start"/>, behind blanks and marks; <paramref name="start"/> where none does.</summary>
    private static int EndOfOpened(ReadOnlySpan<char> answer, int start)
    {
        var place = Head(answer, start);
        foreach (var (begin, end) in Marks)
        {
            if (!StartsWith(answer, place, begin))
                continue;
            var depth = 0;
            do
            {
                depth += StartsWith(answer, place, begin) ? 1 : StartsWith(answer, place, end) ? -1 : 0;
                place++;
            }
            while (depth > 0 && place < answer.Length);
            return depth > 0 ? -1 : place - 1 + end.Length;
        }
        return start;
    }

    // A chat template may have begun the thought; its end then stands on a line of its own.
    private static int EndOfUnopened(ReadOnlySpan<char> answer)
    {
        foreach (var (begin, end) in Marks)
        {
            var place = answer.IndexOf(end, StringComparison.OrdinalIgnoreCase);
            if (place < 0 || answer[..place].Contains(begin, StringComparison.OrdinalIgnoreCase))
                continue;
            var before = answer[..place].TrimEnd(' ');
            var behind = answer[(place + end.Length)..].TrimStart(' ');
            if ((before.IsEmpty || before[^1] == '\n') && (behind.IsEmpty || behind[0] is '\r' or '\n'))
                return place + end.Length;
        }
        return 0;
    }

    /// <summary>Where the text begins behind what a chat template leaves: blanks, bold, tokens, who speaks.</summary>
    private static int Head(ReadOnlySpan<char> answer, int place)
    {
        while (place < answer.Length)
        {
            var length = char.IsWhiteSpace(answer[place]) || answer[place] is '*' or ':' ? 1
                : StartsWith(answer, place, Speaker) ? Speaker.Length
                : AnswerMarks.MarkLength(answer[place..]);
            if (length == 0)
                break;
            place += length;
        }
        return place;
    }

    private static bool StartsWith(ReadOnlySpan<char> answer, int place, string text) => answer[place..].StartsWith(text, StringComparison.OrdinalIgnoreCase);
}
