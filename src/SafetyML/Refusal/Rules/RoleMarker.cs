using SafetyML.Scoring;

namespace SafetyML.Refusal.Rules;

/// <summary>The mark of who speaks that some models leave at the head of an answer: "Assistant:", "### Response:", "&lt;|assistant|&gt;", "[/INST]".</summary>
internal static class RoleMarker
{
    private const int Longest = 32;
    private static readonly string[] Roles = ["assistant", "ai", "response", "answer", "bot", "chatbot", "model", "gpt", "output", "/inst"];

    /// <summary>Where the answer proper begins: behind white space, list and quotation marks of the whole, and such a mark.</summary>
    public static int Skip(ReadOnlySpan<char> answer)
    {
        var start = Blank(answer, 0);
        var head = answer[start..Math.Min(answer.Length, start + Longest)];
        var end = head.IndexOfAny(':', ']', '>');
        if (end < 0)
            return start;
        if (!WordSet.Contains(Roles, head[..end].Trim("#*<|>[ _"), StringComparison.OrdinalIgnoreCase))
            return start;
        end++;
        while (end < head.Length && head[end] is '*' or '|' or '>' or ':' or ' ')
            end++;
        return Blank(answer, start + end);
    }

    private static int Blank(ReadOnlySpan<char> answer, int place)
    {
        while (place < answer.Length && (char.IsWhiteSpace(answer[place]) || answer[place] is '*' or '#' or '_' or '\ufeff' or '\u200b'))
            place++;
        return place;
    }
}
