using SafetyML.Torch.Lora;
using TorchSharp;
using TorchSharp.Modules;
using static TorchSharp.torch;

namespace SafetyML.Torch.Training;

/// <summary>All that a run carries from one step to the next.</summary>
internal sealed class TrainingState : IDisposable
{
    private readonly LoraAdapter adapter;
    private readonly AdamW optimizer;
    private readonly Tensor good;
    private readonly Tensor best;
    private double bestLoss = double.PositiveInfinity;
    private int bestStep;

    public TrainingState(LoraAdapter adapter, TrainingOptions options)
    {
        this.adapter = adapter;
        optimizer = optim.AdamW([adapter.Flat], options.LearningRate, weight_decay: options.WeightDecay);
        good = adapter.CopyWeights();
        best = adapter.CopyWeights();
    }

    /// <summary>Finished steps.</summary>
    public int Step { get; private set; }

    /// <summary>The step, from 1, with the lowest validation loss; the last step where nothing was evaluated.</summary>
    public int BestStep => bestStep > 0 ? bestStep : Step;

    /// <summary>Clips the gradient, steps, and returns the norm before clipping.</summary>
    /// <exception cref="TrainingDivergedException">Loss or norm is not finite; the adapter is back at the last weights with a finite loss.</exception>
    public double Advance(double loss, double rate, double maxNorm)
    {
        using var scope = NewDisposeScope();
        using var noGradient = no_grad();
        double norm = adapter.FlatGradient.norm().item<float>();
        if (!double.IsFinite(loss) || !double.IsFinite(norm))
        {
            adapter.RestoreWeights(good);
            throw new TrainingDivergedException(Step + 1, loss, norm);
        }
        good.copy_(adapter.Flat.detach());
        adapter.FlatGradient.mul_(Math.Min(1, maxNorm / (norm + 1e-6)));
        optimizer.ParamGroups.Single().LearningRate = rate;
        optimizer.step();
        Step++;
        return norm;
    }

    /// <summary>Keeps the weights if <paramref name="validationLoss"/> is the lowest so far; null is ignored.</summary>
    public void Consider(double? validationLoss)
    {
        if (validationLoss is not double loss || !(loss < bestLoss))
            return;
        using var scope = NewDisposeScope();
        (bestLoss, bestStep) = (loss, Step);
        best.copy_(adapter.Flat.detach());
    }

    /// <summary>Puts the best weights into the adapter.</summary>
    public void RestoreBest()
    {
        if (bestStep > 0)
            adapter.RestoreWeights(best);
    }

    public void Dispose()
    {
        optimizer.Dispose();
        good.Dispose();
        best.Dispose();
    }
}
