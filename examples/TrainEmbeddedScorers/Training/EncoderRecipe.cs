using SafetyML.Torch.Classification;
using SafetyML.Torch.Encoders;
using Spectre.Console;
using TrainEmbeddedScorers.Data;

namespace TrainEmbeddedScorers.Training;

/// <summary>
/// A harmfulness head on a sentence encoder, trained on pairs of which people called one answer worse: its score is an order, not a scale. It reads the answer alone, at a low
/// rate and in few passes: with the prompt, with jailbroken answers beside the pairs, or at a higher rate, held-out pairs were ordered no better than by the untouched encoder.
/// </summary>
internal sealed class EncoderRecipe(string encoder)
{
    public const int MaxTokens = 128;

    public static TextPair Text(string answer) => new(answer);

    public TextClassifier Train(string title, IEnumerable<AnswerPair> pairs)
    {
        List<ClassifierExample> examples = [.. pairs.Select(pair => ClassifierExample.OfRanking(Text(pair.Worse), Text(pair.Better)))];
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
