using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Encoders;
using SafetyML.Torch.Models;
using SafetyML.Torch.Training;

namespace SafetyML.Torch.Classification;

/// <summary>
/// Trains a sequence-classification head on an encoder, and the encoder with it, by AdamW with linear warm-up and decay; keeps the epoch with the lowest
/// loss on validation rows. Texts are packed without padding, so that batches need not be sorted by length.
/// </summary>
public static class ClassifierTraining
{
    /// <summary>Trains a new head on the encoder in a folder; a head that the folder has already is not used.</summary>
    /// <param name="encoderFolder">A Hugging Face folder of an encoder, with or without a head.</param>
    /// <param name="examples">Rows to learn: all of classes, or of values and rankings mixed.</param>
    /// <param name="options">How to train.</param>
    /// <param name="validation">Rows that choose the best epoch; null to draw them from <paramref name="examples"/>.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="time">Clock of the progress figures; the system's by default.</param>
    /// <param name="cancellationToken">Checked before every micro-batch; nothing is kept.</param>
    /// <returns>The classifier, which the caller disposes, and the record of the run.</returns>
    /// <exception cref="ArgumentException">A setting or an example cannot be used; thrown before any training.</exception>
    /// <exception cref="TrainingDivergedException">Loss or gradient is not finite.</exception>
    public static ClassifierTrainingResult Train(string encoderFolder, IReadOnlyList<ClassifierExample> examples, ClassifierTrainingOptions? options = null,
        IReadOnlyList<ClassifierExample>? validation = null, IProgress<ClassifierProgress>? progress = null, TimeProvider? time = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(examples);
        options ??= new ClassifierTrainingOptions();
        options.Validate();
        var labels = ClassifierExampleCheck.Labels(examples, validation ?? [], options);
        var (train, held) = validation is null ? ValidationSplit.Draw(examples, options.Validation, options.Seed) : (examples, validation);
        var (config, tokenizer) = EncoderFiles.Open(encoderFolder);
        config = config with
        {
            Labels = labels,
            HeadPooling = options.HeadPooling,
            ProblemType = examples[0].Objective == ClassifierObjective.SingleLabel ? "single_label_classification" : "regression",
        };
        var rows = ClassifierRow.Encode(tokenizer, config, [.. train, .. held], options.MaxTokens);
        var network = Network(encoderFolder, config, options);
        try
        {
            using var run = new ClassifierRun(network, [.. rows.Take(train.Count)], [.. rows.Skip(train.Count)], options, time ?? TimeProvider.System, progress);
            run.Train(cancellationToken);
            return new ClassifierTrainingResult(TextClassifier.Of(encoderFolder, tokenizer, network), run.Epochs, run.BestEpoch, run.Steps);
        }
        catch
        {
            network.Dispose();
            throw;
        }
    }

    private static EncoderModel Network(string folder, EncoderConfig config, ClassifierTrainingOptions options)
    {
        using var checkpoint = Checkpoint.Open(folder);
        var network = EncoderModel.LoadWithNewHead(checkpoint, config, TorchSharp.torch.ScalarType.Float32, Devices.Select(options.Device), options.Seed);
        network.ComputeType = options.ScalarType;
        return network;
    }
}
