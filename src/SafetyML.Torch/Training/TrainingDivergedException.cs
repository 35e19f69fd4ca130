namespace SafetyML.Torch.Training;

/// <summary>Loss or gradient stopped being a finite number. An adapter keeps the last good weights.</summary>
public sealed class TrainingDivergedException : ArithmeticException
{
    /// <summary>Creates the exception.</summary>
    /// <param name="step">The failing step, from 1.</param>
    /// <param name="loss">Its loss.</param>
    /// <param name="gradientNorm">Its gradient norm.</param>
    public TrainingDivergedException(int step, double loss, double gradientNorm)
        : base($"Training stopped at step {step}: the loss is {loss}, the gradient norm is {gradientNorm}; both must be finite. "
            + "The adapter keeps the last weights with a finite loss. Lower the learning rate or check the base weights.") => Step = step;

    internal TrainingDivergedException(string message, int step)
        : base(message) => Step = step;

    /// <summary>The failing step, from 1.</summary>
    public int Step { get; }
}
