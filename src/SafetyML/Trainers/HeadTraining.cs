using SafetyML.Answering;
using SafetyML.Scoring;
using SafetyML.Torch.Classification;
using SafetyML.Torch.Encoders;

namespace SafetyML.Trainers;

/// <summary>Trains a head on an encoder from labelled answers.</summary>
internal static class HeadTraining
{
    public static EncoderScorer Train(LabelledAnswers rows, ScorerTask task, EncoderHeadOptions options, AnswerFormat fallback)
    {
        Encoders.RequireFolder(options.Encoder.Place(options.Folder));
        var format = options.Encoder.Format ?? fallback;
        var examples = rows.Answers.Select((answer, index) => Example(AnswerText.Of(format, answer), rows.Labels[index], task)).ToList();
        var training = options.Training with
        {
            Labels = Labels(task, rows.Classes),
            MaxTokens = options.Encoder.MaxTokens,
            Device = options.Encoder.Device,
        };
        var classifier = ClassifierTraining.Train(
            options.Folder, examples, training, progress: options.Progress, cancellationToken: options.Encoder.CancellationToken).Classifier;
        var scorer = new EncoderScorer(
            ModelLease<TextClassifier>.Own(classifier), null, format, options.Encoder.MaxTokens, options.Encoder.BatchSize, options.Encoder.CancellationToken);
        try
        {
            if (options.OutputFolder is { } folder)
                scorer.Write(Free(folder));
            return scorer;
        }
        catch
        {
            scorer.Dispose();
            throw;
        }
    }

    // Of yes or no, the names say which is the refusal, so that ClassifyRefusal can read the written folder.
    private static IReadOnlyList<string> Labels(ScorerTask task, IReadOnlyList<string> classes) => task switch
    {
        ScorerTask.Binary => ["compliance", "refusal"],
        ScorerTask.Regression => ["LABEL_0"],
        _ => classes,
    };

    private static ClassifierExample Example(TextPair text, float label, ScorerTask task) =>
        task == ScorerTask.Regression ? ClassifierExample.OfValue(text, label) : ClassifierExample.OfClass(text, (int)label);

    /// <summary>The folder, or the first with a number that is not there yet.</summary>
    private static string Free(string folder) =>
        Enumerable.Range(2, int.MaxValue - 2).Select(number => $"{folder}-{number}").Prepend(folder).First(name => !Directory.Exists(name));
}
