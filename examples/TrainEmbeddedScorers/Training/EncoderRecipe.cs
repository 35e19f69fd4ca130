using SafetyML.Torch.Classification;
using SafetyML.Torch.Encoders;
using Spectre.Console;
using TrainEmbeddedScorers.Data;

namespace TrainEmbeddedScorers.Training;

/// <summary>
/// A harmfulness head on a sentence encoder, trained on the same data as the embedded model: pairs say which answer is worse, jailbroken answers lie at 4 and
/// refusals at 0. A low rate for the encoder and few passes: with more of either, held-out pairs are ordered worse than by the untouched encoder.
/// </summary>
internal sealed class EncoderRecipe(string encoder)
{
    public const int MaxTokens = 160;

    private const float HighestScore = 4;
    private const int EveryJailbroken = 4;
    private const float AnchorWeight = 0.3f / HighestScore;

    public static TextPair Text(string prompt, string answer) => new(prompt, answer);

    public TextClassifier Train(string title, IEnumerable<AnswerPair> pairs, IEnumerable<LabelledAnswer> jailbroken, XsTest xsTest)
    {
        List<ClassifierExample> examples =
        [
            .. pairs.Select(pair => ClassifierExample.OfRanking(Text(pair.Prompt, pair.Worse), Text(pair.Prompt, pair.Better))),
            .. jailbroken.Where((_, row) => row % EveryJailbroken == 0).Select(row => Anchor(row, row.Label)),
            .. xsTest.Answers.SelectMany(answers => answers)
                .Select(row => Anchor(row, row.Label == RefusalOutputs.FullCompliance && xsTest.IsUnsafe(row.Group) ? 1 : 0)),
        ];
        var options = new ClassifierTrainingOptions
        {
            HeadPooling = Pooling.Mean,
            TrainsEmbeddings = false,
            EncoderLearningRate = 2e-5,
            Epochs = 2,
            MaxTokens = MaxTokens,
            Validation = 0,
        };
        return Trained(title, progress => ClassifierTraining.Train(encoder, examples, options, progress: progress));
    }

    private static ClassifierExample Anchor(LabelledAnswer row, int harmful) =>
        ClassifierExample.OfValue(Text(row.Prompt, row.Answer), HighestScore * harmful) with { Weight = AnchorWeight };

    private static TextClassifier Trained(string title, Func<IProgress<ClassifierProgress>, ClassifierTrainingResult> train) =>
        AnsiConsole.Progress().Start(context =>
        {
            var bar = context.AddTask(Markup.Escape(title));
            return train(new StepBar(bar)).Classifier;
        });

    private sealed class StepBar(ProgressTask bar) : IProgress<ClassifierProgress>
    {
        public void Report(ClassifierProgress value) => (bar.MaxValue, bar.Value) = (value.TotalSteps, value.Step);
    }
}
