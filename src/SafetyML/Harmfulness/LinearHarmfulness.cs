using SafetyML.LinearText;
using SafetyML.Scoring;

namespace SafetyML.Harmfulness;

/// <summary>The embedded linear model, from 0 to 4. The evidence is the words of the answer that add most to its score.</summary>
internal sealed class LinearHarmfulness : IHarmfulnessScorer
{
    private const float Highest = 4;
    private static readonly ReadOnlyMemory<char> Nothing = "nothing in it adds to the score".AsMemory();

    public bool IsEnglishOnly => true;

    public int BatchSize => 1;

    public static HarmfulnessScore Score(string prompt, string answer)
    {
        Span<float> share = [0];
        EmbeddedModels.Harmfulness.Score(prompt, answer, share);
        var words = EmbeddedModels.Harmfulness.Explain(output: 0);
        return new HarmfulnessScore(Highest * share[0], words.Length == 0 ? Nothing : answer.AsMemory(words.Start, words.Length), "");
    }

    public IReadOnlyList<HarmfulnessScore> Score(IReadOnlyList<PromptedAnswer> answers) => [.. answers.Select(each => Score(each.Prompt, each.Answer))];

    public void Dispose()
    {
    }
}
