namespace SafetyML.Torch.Training;

/// <summary>State of a run after an optimizer step.</summary>
public sealed record TrainingProgress
{
    /// <summary>Finished steps, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>Steps of the whole run.</summary>
    public required int TotalSteps { get; init; }

    /// <summary>Passes over the rows so far, with fraction.</summary>
    public required double Epoch { get; init; }

    /// <summary>Mean negative log likelihood per labelled token of this step's rows, before the step.</summary>
    public required double Loss { get; init; }

    /// <summary>Global norm of the gradient before clipping.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Learning rate of the step.</summary>
    public required double LearningRate { get; init; }

    /// <summary>Tokens with loss in the step's rows.</summary>
    public required int LabelledTokens { get; init; }

    /// <summary>Tokens of all rows so far: no padding, a shared prefix counted once per row.</summary>
    public required long Tokens { get; init; }

    /// <summary>Tokens per second of training, without validation.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>Estimated time to the end of the run.</summary>
    public required TimeSpan Remaining { get; init; }

    /// <summary>Loss on the validation rows after the step; null where it was not evaluated.</summary>
    public double? ValidationLoss { get; init; }
}
