using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using static TorchSharp.torch;

namespace SafetyML.Torch.Training;

/// <summary>
/// Trains a LoRA adapter by AdamW with linear warm-up and decay. The loss of a step is the sum over the labelled tokens of its rows divided by their number,
/// so it does not depend on how rows are split into micro-batches. Rows are packed without padding and what they begin with is computed once;
/// such a shared beginning also shares its dropout.
/// </summary>
/// <param name="time">Clock of the progress figures; the system's by default.</param>
public sealed class LoraTrainer(TimeProvider? time = null)
{
    /// <summary>Trains <paramref name="adapter"/> in place; the base weights do not change.</summary>
    /// <param name="model">The frozen model that carries the adapter.</param>
    /// <param name="adapter">The adapter; afterwards it holds the weights of the best step.</param>
    /// <param name="examples">Rows to learn, each with at least one labelled token after the first.</param>
    /// <param name="validation">Rows that choose the best step; empty to keep the last.</param>
    /// <param name="options">How to train.</param>
    /// <param name="progress">Told after every step.</param>
    /// <param name="cancellationToken">Checked before every micro-batch; the adapter then holds the weights of the last finished step.</param>
    /// <exception cref="ArgumentException">A setting or an example cannot be used; thrown before any work.</exception>
    /// <exception cref="TrainingDivergedException">Loss or gradient is not finite.</exception>
    public TrainingResult Train(CausalModel model, LoraAdapter adapter, IReadOnlyList<TrainingExample> examples, IReadOnlyList<TrainingExample> validation,
        TrainingOptions options, IProgress<TrainingProgress>? progress = null, CancellationToken cancellationToken = default)
    {
        ExampleCheck.Run(model, examples, validation, options);
        using var scope = NewDisposeScope();
        using var state = new TrainingState(adapter, options);
        var order = new BatchOrder(examples, options);
        var schedule = new LinearSchedule(options.LearningRate, options.WarmupSteps, order.TotalSteps);
        var budget = (int)Math.Min(int.MaxValue, (long)options.MicroBatchSize * examples.Concat(validation).Max(row => row.Ids.Length));
        var log = new TrainingLog(order, time ?? TimeProvider.System, progress);
        while (state.Step < order.TotalSteps)
        {
            log.Begin();
            var rows = order.Rows(state.Step);
            var rate = schedule.RateAt(state.Step);
            adapter.SeedDropout(BatchOrder.Mix(options.Seed, state.Step));
            var loss = Accumulate(model, adapter, rows, budget, cancellationToken);
            var norm = state.Advance(loss, rate, options.MaxGradientNorm);
            log.Trained(rows);
            var due = validation.Count > 0 && (state.Step % options.EvaluationInterval == 0 || state.Step == order.TotalSteps);
            var validationLoss = due ? Evaluate(model, validation, budget, cancellationToken) : (double?)null;
            state.Consider(validationLoss);
            log.Report(state.Step, loss, norm, rate, validationLoss);
        }
        state.RestoreBest();
        return new TrainingResult(log.Steps, state.BestStep);
    }

    /// <summary>Mean loss per labelled token of the rows, without dropout.</summary>
    /// <exception cref="ArgumentException">No row has a labelled token after its first.</exception>
    public static double Evaluate(CausalModel model, IReadOnlyList<TrainingExample> rows, int tokenBudget, CancellationToken cancellationToken = default)
    {
        var labelled = rows.Sum(row => row.LabelledTokens);
        if (labelled == 0)
            throw new ArgumentException("No row has a labelled token after its first: there is no loss to take the mean of.", nameof(rows));
        model.eval();
        var sum = 0.0;
        foreach (var group in MicroBatches.Split(rows, tokenBudget))
        {
            cancellationToken.ThrowIfCancellationRequested();
            sum += PackedPass.Loss(model, group);
        }
        return sum / labelled;
    }

    /// <summary>Mean loss per labelled token of the rows; its gradient is left in the adapter's flat gradient.</summary>
    internal static double Accumulate(CausalModel model, LoraAdapter adapter, IReadOnlyList<TrainingExample> rows, int tokenBudget, CancellationToken cancellationToken = default)
    {
        using var scope = NewDisposeScope(); // filling may give a second handle on the gradient
        adapter.FlatGradient.fill_(0);
        double sum = 0, labelled = rows.Sum(row => row.LabelledTokens);
        model.train();
        try
        {
            foreach (var group in MicroBatches.Split(rows, tokenBudget))
            {
                cancellationToken.ThrowIfCancellationRequested();
                sum += PackedPass.Backward(model, group, 1 / labelled);
            }
        }
        finally
        {
            model.eval();
        }
        return sum / labelled;
    }
}
