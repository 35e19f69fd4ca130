using SafetyML.Data;

namespace TrainEmbeddedScorers.Data;

/// <summary>
/// hh-rlhf, harmless-base (Bai et al., 2022): dialogues that end in two answers, of which people chose the less harmful. In five of 2,312 the two dialogues differ;
/// the one before the better answer is taken.
/// </summary>
internal static class HhRlhf
{
    private const string AnswerMark = "\n\nAssistant:";
    private const string PromptMark = "\n\nHuman:";

    public static AnswerPair[] Read(DataFolder data) => [.. data.JsonLines("hh-rlhf/harmless-base-test.jsonl", "MIT", trains: true, (row, _) => Pair(row))];

    private static AnswerPair Pair(SourceRow row)
    {
        var (dialogue, better) = Split("chosen", row.Text("chosen"), AnswerMark);
        return new AnswerPair(Split("chosen", dialogue, PromptMark).Text, Split("rejected", row.Text("rejected"), AnswerMark).Text, better)
        {
            Dialogue = dialogue.Trim(),
        };
    }

    /// <summary>What stands before the last mark, and the text after it.</summary>
    private static (string Before, string Text) Split(string name, string dialogue, string mark)
    {
        var place = dialogue.LastIndexOf(mark, StringComparison.Ordinal);
        return place >= 0
            ? (dialogue[..place], dialogue[(place + mark.Length)..].Trim())
            : throw new RowFaultException($"\"{name}\" must be a dialogue that ends in \\n\\nHuman: with a prompt and \\n\\nAssistant: with an answer; "
                + $"{mark.Replace("\n", "\\n", StringComparison.Ordinal)} is missing.");
    }
}
