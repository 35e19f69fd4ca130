namespace SafetyML.Torch.Classification;

/// <summary>State of a run after an optimizer step.</summary>
public sealed record ClassifierProgress
{
    /// <summary>Finished steps, from 1.</summary>
    public required int Step { get; init; }

    /// <summary>Steps of the whole run.</summary>
    public required int TotalSteps { get; init; }

    /// <summary>Passes over the rows so far, with fraction.</summary>
    public required double Epoch { get; init; }

    /// <summary>Weighted mean loss of the step's rows, before the step.</summary>
    public required double Loss { get; init; }

    /// <summary>Global norm of the gradient before clipping.</summary>
    public required double GradientNorm { get; init; }

    /// <summary>Learning rate of the encoder in the step; 0 where it is frozen.</summary>
    public required double EncoderLearningRate { get; init; }

    /// <summary>Learning rate of the head in the step.</summary>
    public required double HeadLearningRate { get; init; }

    /// <summary>Tokens of all rows so far.</summary>
    public required long Tokens { get; init; }

    /// <summary>Tokens per second of training, without validation.</summary>
    public required double TokensPerSecond { get; init; }

    /// <summary>Estimated time to the end of the run.</summary>
    public required TimeSpan Remaining { get; init; }
}
