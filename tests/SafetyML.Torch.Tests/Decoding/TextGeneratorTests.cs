using SafetyML.Torch.Decoding;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using Xunit;

namespace SafetyML.Torch.Tests.Decoding;

public sealed class TextGeneratorTests
{
    private static readonly int[][] Prompts = [Some.Ids(3, 1), Some.Ids(17, 2), Some.Ids(8, 3), Some.Ids(8, 4), [.. Some.Ids(8, 4), 5, 6]];

    public static TheoryData<string, DecodingOptions> Ways => new()
    {
        { "greedy", new() { Beams = 1, MaxNewTokens = 20 } },
        { "penalised greedy", new() { Beams = 1, MaxNewTokens = 20, RepetitionPenalty = 1.3 } },
        { "beams", new() { Beams = 3, MaxNewTokens = 20, LengthPenalty = 0 } },
        { "penalised beams", new() { Beams = 3, MaxNewTokens = 20, RepetitionPenalty = 1.3 } },
        { "sampled", new() { Sample = true, Seed = 3, MaxNewTokens = 20, TopK = 20, TopP = 0.9, RepetitionPenalty = 1.1 } },
    };

    [Theory]
    [MemberData(nameof(Ways))]
    public void Generate_AnyBatchSize_GivesTheSameAnswers(string way, DecodingOptions options)
    {
        using var model = Some.Model(Some.Config with { EndOfTextIds = [2, 11, 23, 37, 50] });
        var generator = new TextGenerator(model);

        var alone = generator.Generate(Prompts, options with { BatchSize = 1 });

        foreach (int size in new[] { 2, 3, 5 })
            CheckSame(alone, generator.Generate(Prompts, options with { BatchSize = size }));
        Assert.True(alone.Select(answer => answer.Ids.Length).Distinct().Count() > 1, $"{way}: the answers should end at different steps.");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    public void Generate_MoreBeamsThanTokens_AnswersAsManyAsThereAre(int newTokens)
    {
        using var model = Some.Model();
        var options = new DecodingOptions { Beams = Some.Vocabulary + 9, MaxNewTokens = newTokens };

        var answer = Assert.Single(new TextGenerator(model).Generate([Prompts[0]], options));

        Generation[] all = [answer, .. answer.Alternatives];
        Assert.Equal(newTokens == 1 ? Some.Vocabulary : options.Beams, all.Length);
        Assert.All(all, item => Assert.True(double.IsFinite(item.Score!.Value)));
        Assert.Equal(all.Length, all.Select(item => string.Join(" ", item.Ids)).Distinct().Count());
        Assert.Equal(all.OrderByDescending(item => item.Score), all);
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(Some.Vocabulary)]
    public void Generate_TokenThatTheModelDoesNotKnow_NamesPromptAndToken(int id)
    {
        using var model = Some.Model();

        Fails.Saying<ArgumentException>(
            $"Prompt 1 (from 0) has token {id}; the model knows 61 tokens", () => new TextGenerator(model).Generate([[5], [5, id]], new() { MaxNewTokens = 2 }));
    }

    [Fact]
    public void Generate_StopStringIsASpecialToken_EndsThere()
    {
        using var folder = new TempFolder();
        Some.WriteModel(folder, Some.Config with { EndOfTextIds = [] });
        Some.WriteTokenizer(folder);
        using var model = LanguageModel.Load(folder, new() { Device = "cpu" });
        var options = new DecodingOptions { Sample = true, Seed = 1, MaxNewTokens = 60, StopStrings = ["</s>"] };

        var answers = new TextGenerator(model).Generate([.. Enumerable.Range(3, 20).Select(id => new[] { id })], options);

        var stopped = answers.Where(answer => answer.FinishReason == FinishReason.StopString).ToList();
        Assert.NotEmpty(stopped);
        Assert.All(stopped, answer => Assert.Equal(2, answer.Ids[^1]));
        Assert.All(answers, answer => Assert.DoesNotContain("</s>", answer.Text, StringComparison.Ordinal));
    }

    [Theory]
    [MemberData(nameof(Ways))]
    public void Generate_SlidingWindow_GivesTheSameAnswersInEveryBatch(string way, DecodingOptions options)
    {
        using var model = Some.Model(Some.Config with { Windows = [5, null, 7] });
        var generator = new TextGenerator(model);

        var alone = generator.Generate(Prompts, options with { BatchSize = 1 });

        Assert.True(way.Length > 0);
        CheckSame(alone, generator.Generate(Prompts, options));
    }

    [Theory]
    [InlineData(null)]
    [InlineData(4)]
    public void Generate_Greedy_IsTheMostProbableTokenOfTheWholeSequence(int? window)
    {
        using var model = Some.Model(window is null ? null : Some.Config with { Windows = [window, window, window] });
        int[] sequence = Prompts[1];

        var answer = Assert.Single(new TextGenerator(model).Generate([sequence], new() { Beams = 1, MaxNewTokens = 12 }));

        foreach (int id in answer.Ids)
        {
            using var logits = Some.Logits(model, sequence);
            Assert.Equal(logits[-1].argmax().item<long>(), id);
            sequence = [.. sequence, id];
        }
    }

    [Fact]
    public void Generate_Beams_ScoreIsTheMeanLogProbabilityOfTheAnswer()
    {
        using var model = Some.Model(Some.Config with { EndOfTextIds = [] });

        var answer = Assert.Single(new TextGenerator(model).Generate([Prompts[0]], new() { Beams = 3, MaxNewTokens = 45 }));

        using var logits = Some.Logits(model, [.. Prompts[0], .. answer.Ids]);
        var logProbabilities = logits.log_softmax(-1);
        double sum = answer.Ids.Select((id, i) => (double)logProbabilities[Prompts[0].Length - 1 + i, id].item<float>()).Sum();
        Assert.Equal(sum / answer.Ids.Length, answer.Score!.Value, 1e-4);
        Assert.Equal(2, answer.Alternatives.Count);
    }

    [Fact]
    public void Generate_SampledTwice_DependsOnTheSeed()
    {
        using var model = Some.Model();
        var generator = new TextGenerator(model);
        string[] Answers(int seed) => [.. generator.Generate(Prompts, new() { Sample = true, Seed = seed }).Select(Show)];

        Assert.Equal(Answers(1), Answers(1));
        Assert.NotEqual(Answers(1), Answers(2));
    }

    [Fact]
    public void Generate_SeveralEndTokens_EndsAtAnyOfThem()
    {
        using var plain = Some.Model(Some.Config with { EndOfTextIds = [] });
        int[] endless = new TextGenerator(plain).Generate([Prompts[0]], new() { Beams = 1, MaxNewTokens = 8 })[0].Ids;
        using var model = Some.Model(Some.Config with { EndOfTextIds = [60, endless[3]] });

        var answer = new TextGenerator(model).Generate([Prompts[0]], new() { Beams = 1, MaxNewTokens = 8 })[0];

        int end = Array.IndexOf(endless, endless[3]);
        Assert.Equal(endless[..(end + 1)], answer.Ids);
        Assert.Equal(FinishReason.EndOfText, answer.FinishReason);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Generate_ContextEndsFirst_StopsThereAndSaysSo(int beams)
    {
        using var model = Some.Model(Some.Config with { EndOfTextIds = [], MaxPositions = 20 });

        var answers = new TextGenerator(model).Generate([Some.Ids(17), Some.Ids(3)], new() { Beams = beams, MaxNewTokens = 6 });

        Assert.Equal((3, FinishReason.ContextLength), (answers[0].Ids.Length, answers[0].FinishReason));
        Assert.Equal((6, FinishReason.MaxNewTokens), (answers[1].Ids.Length, answers[1].FinishReason));
    }

    [Fact]
    public void Generate_PromptBeyondTheContext_NamesItAndBothLengths()
    {
        using var model = Some.Model();

        var error = Assert.Throws<PromptLengthException>(() => new TextGenerator(model).Generate([Some.Ids(3), Some.Ids(64)]));

        Assert.Equal("Prompt 1 (from 0) of 2 has 64 tokens; the model's context is 64, of which the answer needs at least one. Shorten the prompt to 63 tokens.", error.Message);
        Assert.Equal((1, 64, 64), (error.PromptIndex, error.PromptLength, error.ContextLength));
    }

    [Fact]
    public void Generate_EmptyPrompt_SaysSo()
    {
        using var model = Some.Model();

        var error = Assert.Throws<PromptLengthException>(() => new TextGenerator(model).Generate([[]], null));

        Assert.Equal("The prompt has no tokens. Give at least one, for instance the begin token.", error.Message);
    }

    [Fact]
    public void Generate_NoPrompts_GivesNoAnswers()
    {
        using var model = Some.Model();

        Assert.Empty(new TextGenerator(model).Generate(Array.Empty<int[]>()));
    }

    [Fact]
    public void Generate_Progress_CountsUpToAllPrompts()
    {
        using var model = Some.Model();
        var reports = new List<GenerationProgress>();

        var answers = new TextGenerator(model).Generate(Prompts, new() { Beams = 2, MaxNewTokens = 10, BatchSize = 2 }, new Reports(reports));

        Assert.Equal([1, 2, 3, 4, 5], reports.Select(report => report.Completed));
        Assert.Equal(new(5, 5, answers.Sum(answer => answer.Ids.Length)), reports[^1]);
    }

    [Fact]
    public void Generate_CancelledAfterTheFirstAnswer_Stops()
    {
        using var model = Some.Model(Some.Config with { EndOfTextIds = [] });
        using var cancellation = new CancellationTokenSource();
        var reports = new List<GenerationProgress>();

        Assert.Throws<OperationCanceledException>(() => new TextGenerator(model).Generate(
            Prompts, new() { Beams = 1, MaxNewTokens = 5, BatchSize = 1 }, new Reports(reports, cancellation.Cancel), cancellation.Token));

        Assert.Single(reports);
    }

    [Fact]
    public void Stream_InvalidOptions_ThrowsBeforeItIsEnumerated()
    {
        using var model = Some.Model();

        Assert.Throws<ArgumentException>(() => new TextGenerator(model).Stream(Prompts[0], new() { Beams = 0 }));
    }

    private static void CheckSame(IReadOnlyList<Generation> expected, IReadOnlyList<Generation> actual)
    {
        Assert.Equal(expected.Select(Show), actual.Select(Show));
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First.Score ?? 0, pair.Second.Score ?? 0, 1e-4));
    }

    private static string Show(Generation answer) =>
        $"{string.Join(' ', answer.Ids)} {answer.FinishReason}{string.Concat(answer.Alternatives.Select(other => " | " + Show(other)))}";

    // Progress<T> reports on other threads; this one at once.
    private sealed class Reports(List<GenerationProgress> list, Action? then = null) : IProgress<GenerationProgress>
    {
        public void Report(GenerationProgress value)
        {
            list.Add(value);
            then?.Invoke();
        }
    }
}
