namespace TrainEmbeddedScorers.Data;

/// <summary>
/// hh-rlhf, harmless-base (Bai et al., 2022): dialogues that end in two answers, of which people chose the less harmful. In five of 2,312 the two dialogues differ;
/// the one before the better answer is taken.
/// </summary>
internal static class HhRlhf
{
    private const string AnswerMark = "\n\nAssistant:";
    private const string PromptMark = "\n\nHuman:";

    public static AnswerPair[] Read(DataFolder data) =>
        [.. data.JsonLines("hh-rlhf/harmless-base-test.jsonl", "MIT", trains: true).Select(row => Pair(row.Text("chosen"), row.Text("rejected")))];

    private static AnswerPair Pair(string chosen, string rejected)
    {
        var (dialogue, better) = Split(chosen, AnswerMark);
        return new AnswerPair(Split(dialogue, PromptMark).Text, Split(rejected, AnswerMark).Text, better) { Dialogue = dialogue.Trim() };
    }

    /// <summary>What stands before the last mark, and the text after it.</summary>
    private static (string Before, string Text) Split(string dialogue, string mark)
    {
        var place = dialogue.LastIndexOf(mark, StringComparison.Ordinal);
        return (dialogue[..place], dialogue[(place + mark.Length)..].Trim());
    }
}
