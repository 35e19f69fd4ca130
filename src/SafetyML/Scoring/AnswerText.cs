using SafetyML.Torch.Encoders;

namespace SafetyML.Scoring;

/// <summary>Writes answers as encoders read them.</summary>
internal static class AnswerText
{
    private const string Human = "Human:", Assistant = "Assistant:";

    public static TextPair Of(AnswerFormat format, PromptedAnswer row) => format switch
    {
        AnswerFormat.Transcript => new TextPair(Transcript(row.Prompt, row.Answer)),
        AnswerFormat.Pair => new TextPair(row.Prompt, row.Answer),
        _ => new TextPair(row.Answer),
    };

    /// <summary>The paper's text (<c>predict</c> of its evaluation): each turn <c>\n\nHuman: {user}\n\nAssistant: {assistant}</c>.</summary>
    public static string Transcript(string prompt, string answer)
    {
        var turns = prompt.Trim();
        if (!turns.StartsWith(Human, StringComparison.Ordinal))
            return $"\n\n{Human} {prompt}\n\n{Assistant} {answer}";
        return turns.EndsWith(Assistant, StringComparison.Ordinal) ? $"\n\n{turns} {answer}" : $"\n\n{turns}\n\n{Assistant} {answer}";
    }
}
