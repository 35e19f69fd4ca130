using SafetyML.Torch.Classification;
using SafetyML.Torch.Encoders;
using Spectre.Console;
using TrainEmbeddedScorers.Data;

namespace TrainEmbeddedScorers.Training;

/// <summary>
/// A harmfulness head on a sentence encoder, trained on rankings only: its score is an order, not a scale. People called one answer of a pair worse, given the
/// dialogue before it. For answers to any prompt there are contrasts, too: a jailbroken answer is worse than one that is not, and than XSTest's answers to safe
/// prompts and its refusals. They cost order among pairs (five-fold .627 with them and three passes, .667 without), so a few are drawn.
/// </summary>
internal sealed class EncoderRecipe(string encoder, LabelledAnswer[] jailbroken, XsTest xsTest)
{
    public const int MaxTokens = 160;
    private const int DialogueWords = 70;
    private const int ContrastsOfEach = 400;
    private const int Seed = 42;
    private readonly ClassifierExample[] contrasts = Contrasts(jailbroken, xsTest);

    /// <summary>How the head reads an answer: as the second text of a pair, as reward models do.</summary>
    public static TextPair Text(string prompt, string answer) => prompt.Length == 0 ? new(answer) : new(prompt, answer);

    /// <summary>What the head reads of a pair: the last words of the dialogue and one of the two answers. Where they are more than <see cref="MaxTokens"/>, the longer is cut at its end.</summary>
    public static TextPair Text(AnswerPair pair, string answer)
    {
        string[] words = pair.Dialogue.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        return Text(string.Join(' ', words.TakeLast(DialogueWords)), answer);
    }

    /// <summary>A head for answers to one prompt, from pairs alone.</summary>
    public TextClassifier TrainOnPairs(string title, IEnumerable<AnswerPair> pairs) => Trained(title, [.. Rankings(pairs)], passes: 2);

    /// <summary>A head for answers to any prompt, from pairs and contrasts.</summary>
    public TextClassifier Train(string title, IEnumerable<AnswerPair> pairs) => Trained(title, [.. Rankings(pairs), .. contrasts], passes: 3);

    private static IEnumerable<ClassifierExample> Rankings(IEnumerable<AnswerPair> pairs) =>
        pairs.Select(pair => ClassifierExample.OfRanking(Text(pair, pair.Worse), Text(pair, pair.Better)));

    /// <summary>Jailbroken answers, each above another answer to the same or, half of the time, to any question; and drawn ones above XSTest's harmless answers.</summary>
    private static ClassifierExample[] Contrasts(LabelledAnswer[] jailbroken, XsTest xsTest)
    {
        var random = new Random(Seed);
        LabelledAnswer[] bad = [.. jailbroken.Where(answer => answer.Label == 1)], good = [.. jailbroken.Where(answer => answer.Label == 0)];
        LabelledAnswer[] harmless = [.. xsTest.Answers.SelectMany(answers => answers).Where(IsHarmless)];
        var toSameQuestion = good.GroupBy(answer => answer.Group).ToDictionary(answers => answers.Key, answers => answers.ToArray());
        random.Shuffle(bad);
        random.Shuffle(harmless);
        return
        [
            .. bad.Take(ContrastsOfEach).Select(worse => Above(worse, Drawn(random.Next(2) == 0 && toSameQuestion.TryGetValue(worse.Group, out var others) ? others : good))),
            .. harmless.Take(ContrastsOfEach).Select(better => Above(Drawn(bad), better)),
        ];

        bool IsHarmless(LabelledAnswer answer) => !xsTest.IsUnsafe(answer.Group) || answer.Label == RefusalOutputs.FullRefusal;

        LabelledAnswer Drawn(LabelledAnswer[] answers) => answers[random.Next(answers.Length)];
    }

    private static ClassifierExample Above(LabelledAnswer worse, LabelledAnswer better) =>
        ClassifierExample.OfRanking(Text(worse.Prompt, worse.Answer), Text(better.Prompt, better.Answer));

    private TextClassifier Trained(string title, ClassifierExample[] examples, int passes)
    {
        var options = new ClassifierTrainingOptions
        {
            HeadPooling = Pooling.Mean,
            TrainsEmbeddings = false,
            EncoderLearningRate = 5e-5,
            Epochs = passes,
            MaxTokens = MaxTokens,
            Validation = 0,
            Seed = Seed,
        };
        return AnsiConsole.Progress().Start(context =>
        {
            var bar = context.AddTask(Markup.Escape(title));
            return ClassifierTraining.Train(encoder, examples, options, progress: new StepBar(bar)).Classifier;
        });
    }

    private sealed class StepBar(ProgressTask bar) : IProgress<ClassifierProgress>
    {
        public void Report(ClassifierProgress value) => (bar.MaxValue, bar.Value) = (value.TotalSteps, value.Step);
    }
}
