namespace SafetyML.Scoring;

/// <summary>What a reasoning model thinks before it answers, between <c>&lt;think&gt;</c> and <c>&lt;/think&gt;</c>: no part of its answer.</summary>
internal static class Thought
{
    private static readonly (string Begin, string End)[] Marks = [("<think>", "</think>"), ("<thinking>", "</thinking>")];

    /// <summary>Where the answer begins: 0 where there is no thought, -1 where the thought does not end. A chat template may have begun it, so its end alone is enough.</summary>
    public static int End(ReadOnlySpan<char> answer)
    {
        var text = answer.TrimStart();
        foreach (var (begin, end) in Marks)
        {
            var begins = text.StartsWith(begin, StringComparison.OrdinalIgnoreCase);
            var place = answer.IndexOf(end, StringComparison.OrdinalIgnoreCase);
            if (place >= 0 && (begins || !answer[..place].Contains(begin, StringComparison.OrdinalIgnoreCase)))
                return place + end.Length;
            if (begins)
                return -1;
        }
        return 0;
    }
}
