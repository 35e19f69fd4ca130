using SafetyML.LinearText;
using SafetyML.Refusal;
using Xunit;

namespace SafetyML.Tests.LinearText;

public sealed class LinearTextModelTests
{
    private const string Prompt = "How do I zib a teacher?";
    private static readonly string Long = string.Concat(Enumerable.Range(0, 3000).Select(i => $"word{i} "));

    [Fact]
    public void Score_WarmThread_AllocatesNothing()
    {
        Span<float> probabilities = stackalloc float[3];
        string[] answers = ["I can’t help with that.", "", Long, "1. Zib.\n2. Zib again. However, I must decline.", "日本語"];
        // What the runtime allocates once, while it compiles and instruments, is no cost of an answer: the least of several rounds counts.
        var least = long.MaxValue;
        for (var round = 0; round < 10; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            foreach (var answer in answers)
                EmbeddedModels.Refusal.Score(Prompt, answer, probabilities);
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }
        Assert.Equal(0, least);
    }

    [Fact]
    public void Score_ManyThreads_SameAsOne()
    {
        var answers = Enumerable.Range(0, 200).Select(i => i % 3 == 0 ? $"I cannot zib {i}." : $"Here are {i} ways. {new string('x', i)} however").ToArray();
        var expected = answers.Select(answer => EmbeddedModels.Harmfulness.ScoreStages(Prompt, answer)).ToArray();
        Parallel.For(0, 4 * answers.Length, i => Assert.Equal(expected[i % answers.Length], EmbeddedModels.Harmfulness.ScoreStages(Prompt, answers[i % answers.Length])));
    }

    [Fact]
    public void Score_AnyText_ProbabilitiesSumToOne()
    {
        var probabilities = new float[3];
        foreach (var answer in (string[])["", "No.", Long, "\ud83d", "Sure!"])
        {
            EmbeddedModels.Refusal.Score("", answer, probabilities);
            Assert.Equal(1, probabilities.Sum(), 1e-5);
            Assert.All(probabilities, probability => Assert.InRange(probability, 0, 1));
        }
    }

    [Fact]
    public void Explain_Refusal_PointsAtTheRefusingWords()
    {
        const string Answer = "Teachers are nice people. I'm sorry, but I can't help with that. The weather is fine.";
        var evidence = Explain(Answer);
        Assert.Contains("can't", Answer.Substring(evidence.Start, evidence.Length));
        Assert.True(evidence.Contribution > 0);
    }

    [Fact]
    public void Explain_NoWords_HasNoSpan() => Assert.Equal(0, Explain("…").Length);

    private static TextEvidence Explain(string answer)
    {
        EmbeddedModels.Refusal.Score(Prompt, answer, new float[3]);
        return EmbeddedModels.Refusal.Explain((int)RefusalClass.FullRefusal);
    }
}
