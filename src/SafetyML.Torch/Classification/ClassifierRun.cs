using SafetyML.Torch.Encoders;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Training;
using static TorchSharp.torch;

namespace SafetyML.Torch.Classification;

/// <summary>One training run over tokenised rows.</summary>
internal sealed class ClassifierRun : IDisposable
{
    private readonly EncoderModel model;
    private readonly IReadOnlyList<ClassifierRow> rows;
    private readonly IReadOnlyList<ClassifierRow> validation;
    private readonly ClassifierTrainingOptions options;
    private readonly ClassifierWeights weights;
    private readonly ClassifierLog log;
    private readonly IProgress<ClassifierProgress>? progress;
    private readonly DropoutSource dropout = new();
    private readonly double share;
    private readonly List<ClassifierEpoch> epochs = [];
    private ITextVectors? vectors;
    private IReadOnlyList<Tensor> best = [];

    public ClassifierRun(EncoderModel model, IReadOnlyList<ClassifierRow> rows, IReadOnlyList<ClassifierRow> validation, ClassifierTrainingOptions options,
        TimeProvider time, IProgress<ClassifierProgress>? progress)
    {
        (this.model, this.rows, this.validation, this.options, this.progress) = (model, rows, validation, options, progress);
        share = options.Dropout ?? model.Config.Dropout;
        weights = new ClassifierWeights(model, options);
        StepsPerEpoch = (rows.Count + options.BatchSize - 1) / options.BatchSize;
        log = new ClassifierLog(StepsPerEpoch, options.Epochs, time);
    }

    public IReadOnlyList<ClassifierEpoch> Epochs => epochs;

    public IReadOnlyList<ClassifierProgress> Steps => log.Steps;

    public int BestEpoch { get; private set; }

    private int StepsPerEpoch { get; }

    /// <summary>Runs all epochs; the model then holds the weights of the best one, frozen and merged, and computes in float32.</summary>
    public void Train(CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        vectors = options.Tuning == EncoderTuning.Frozen
            ? new StoredVectors(model, [.. rows, .. validation], cancellationToken)
            : new ComputedVectors(model, dropout, share);
        for (int epoch = 0; epoch < options.Epochs; epoch++)
        {
            double loss = Epoch(epoch, cancellationToken);
            var (validationLoss, accuracy) = Evaluate(cancellationToken);
            epochs.Add(new ClassifierEpoch(epoch + 1, loss, validationLoss, accuracy));
            Consider(epochs[^1]);
        }
        weights.Restore(best);
        weights.Finish();
        model.ComputeType = model.ScalarType;
    }

    public void Dispose()
    {
        (vectors as IDisposable)?.Dispose();
        Forget(best);
        weights.Dispose();
    }

    /// <summary>One pass over the rows in an order of its own; gives the mean loss.</summary>
    private double Epoch(int epoch, CancellationToken cancellationToken)
    {
        int[] order = [.. Enumerable.Range(0, rows.Count)];
        new Random(BatchOrder.Mix(options.Seed, epoch)).Shuffle(order);
        double sum = 0, count = 0;
        foreach (int[] batch in order.Chunk(options.BatchSize))
        {
            ClassifierRow[] chosen = [.. batch.Select(at => rows[at])];
            double weight = chosen.Sum(row => (double)row.Example.Weight);
            if (weight > 0)
                sum += Step(chosen, weight, cancellationToken) * weight;
            count += weight;
        }
        return sum / count;
    }

    private double Step(ClassifierRow[] batch, double weight, CancellationToken cancellationToken)
    {
        using var scope = NewDisposeScope();
        log.Begin();
        int step = log.Steps.Count;
        int total = StepsPerEpoch * options.Epochs, warmup = (int)Math.Ceiling(options.WarmupShare * total);
        // The last step would have rate 0 and the first one too: both are shifted by one, so that every step learns.
        double rate = new LinearSchedule(1, warmup + 1, total + 1).RateAt(step + 1);
        dropout.Seed(BatchOrder.Mix(options.Seed, step));
        weights.SeedDropout(BatchOrder.Mix(options.Seed, -step - 1));
        double loss = Accumulate(batch, weight, cancellationToken);
        double encoderRate = options.Tuning == EncoderTuning.Frozen ? 0 : rate * options.EncoderLearningRate;
        double norm = double.IsFinite(loss) ? weights.Step(encoderRate, rate * options.HeadLearningRate, options.MaxGradientNorm) : double.NaN;
        if (!double.IsFinite(norm))
            throw new TrainingDivergedException(
                $"Training stopped at step {step + 1}: the loss is {loss}, the gradient norm is {norm}; both must be finite. " +
                "Lower the learning rates, or check the targets and the encoder's weights.", step + 1);
        var record = log.End(batch, loss, norm, encoderRate, rate * options.HeadLearningRate);
        progress?.Report(record);
        return loss;
    }

    /// <summary>The mean loss of a batch; its gradient is left in the weights.</summary>
    private double Accumulate(ClassifierRow[] batch, double weight, CancellationToken cancellationToken)
    {
        weights.Clear();
        model.train();
        double sum = 0;
        try
        {
            foreach (var micro in MicroBatches(batch))
            {
                cancellationToken.ThrowIfCancellationRequested();
                using var scope = NewDisposeScope();
                var loss = ClassifierLoss.Sum(Outputs(micro), micro) / weight;
                loss.backward();
                sum += loss.item<float>();
            }
        }
        finally
        {
            model.eval();
        }
        return sum;
    }

    /// <summary>Mean loss of the validation rows, and the share that is right.</summary>
    private (double? Loss, double? Accuracy) Evaluate(CancellationToken cancellationToken)
    {
        double weight = validation.Sum(row => (double)row.Example.Weight), sum = 0;
        int right = 0, all = 0;
        foreach (var micro in MicroBatches([.. validation]))
        {
            cancellationToken.ThrowIfCancellationRequested();
            using var scope = NewDisposeScope();
            using var guard = no_grad();
            var outputs = Outputs(micro);
            sum += ClassifierLoss.Sum(outputs, micro).item<float>();
            var found = ClassifierLoss.Right([.. outputs.cpu().unbind().Select(row => row.data<float>().ToArray())], micro);
            (right, all) = (right + found.Right, all + found.All);
        }
        return (weight > 0 ? sum / weight : null, all > 0 ? (double)right / all : null);
    }

    private Tensor Outputs(IReadOnlyList<ClassifierRow> micro) => model.Head!.Logits(vectors!.Read(micro), Drop);

    private Tensor Drop(Tensor input) => model.training && share > 0 ? input * (dropout.Mask(input, share) / (1 - share)) : input;

    /// <summary>Keeps the weights of an epoch that is better than all before; without validation rows the last is.</summary>
    private void Consider(ClassifierEpoch epoch)
    {
        if (epoch.ValidationLoss is { } loss && BestEpoch > 0 && !(loss < epochs[BestEpoch - 1].ValidationLoss))
            return;
        Forget(best);
        best = weights.Copy();
        BestEpoch = epoch.Epoch;
    }

    private IEnumerable<IReadOnlyList<ClassifierRow>> MicroBatches(ClassifierRow[] batch)
    {
        var sorted = batch.OrderBy(row => row.Tokens).ToArray();
        for (int start = 0, end; start < sorted.Length; start = end)
        {
            int tokens = sorted[start].Tokens;
            for (end = start + 1; end < sorted.Length && tokens + sorted[end].Tokens <= options.MicroBatchTokens; end++)
                tokens += sorted[end].Tokens;
            yield return sorted[start..end];
        }
    }

    private static void Forget(IReadOnlyList<Tensor> weights)
    {
        foreach (var weight in weights)
            weight.Dispose();
    }
}
