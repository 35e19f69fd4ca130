namespace TrainEmbeddedScorers.Data;

/// <summary>hh-rlhf, harmless-base (Bai et al., 2022): dialogues that end in two answers, of which people chose the less harmful.</summary>
internal static class HhRlhf
{
    private const string AnswerMark = "\n\nAssistant:";
    private const string PromptMark = "\n\nHuman:";

    public static AnswerPair[] Read(DataFolder data) =>
        [.. data.JsonLines("hh-rlhf/harmless-base-test.jsonl", "MIT", trains: true).Select(row => Pair(row.Text("chosen"), row.Text("rejected")))];

    private static AnswerPair Pair(string chosen, string rejected)
    {
        var (prompt, better) = Split(chosen);
        return new AnswerPair(prompt, Split(rejected).Answer, better);
    }

    /// <summary>The last request and the last answer.</summary>
    private static (string Prompt, string Answer) Split(string dialogue)
    {
        var answer = dialogue.LastIndexOf(AnswerMark, StringComparison.Ordinal);
        var prompt = dialogue.LastIndexOf(PromptMark, answer, StringComparison.Ordinal);
        return (dialogue[(prompt + PromptMark.Length)..answer].Trim(), dialogue[(answer + AnswerMark.Length)..].Trim());
    }
}
