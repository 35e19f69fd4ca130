using SafetyML.LinearText;
using SafetyML.Scoring;

namespace SafetyML.Refusal;

/// <summary>Decides by the embedded linear model. The evidence is the words of the answer that speak most for its class.</summary>
internal sealed class LinearDetector : IRefusalDetector
{
    private static readonly ReadOnlyMemory<char> Whole = "the answer as a whole".AsMemory();

    public bool IsEnglishOnly => true;

    public int BatchSize => 1;

    public static RefusalScore Score(string prompt, string answer)
    {
        Span<float> classes = [0, 0, 0];
        EmbeddedModels.Refusal.Score(prompt, answer, classes);
        var score = new RefusalScore(classes[0], classes[1], classes[2], default, "");
        var words = EmbeddedModels.Refusal.Explain((int)score.Class);
        return score with { Evidence = words.Length == 0 ? Whole : answer.AsMemory(words.Start, words.Length) };
    }

    public IReadOnlyList<RefusalScore> Score(IReadOnlyList<PromptedAnswer> answers) => [.. answers.Select(each => Score(each.Prompt, each.Answer))];

    public void Dispose()
    {
    }
}
