namespace SafetyML.Torch.Training;

/// <summary>How a LoRA adapter is trained. Defaults are those of Safety-Tuned LLaMAs (Bianchi et al., 2024) and its script.</summary>
public sealed record TrainingOptions
{
    /// <summary>Passes over the training rows. <value>4, the paper's "for four epochs".</value></summary>
    public int Epochs { get; init; } = 4;

    /// <summary>Stops after this many optimizer steps; the schedule decays over them. <value>None: <see cref="Epochs"/> decides.</value></summary>
    public int? MaxSteps { get; init; }

    /// <summary>Highest learning rate, reached after warm-up. <value>1e-4, the paper's.</value></summary>
    public double LearningRate { get; init; } = 1e-4;

    /// <summary>Steps over which the rate rises from 0. <value>10, the paper's script.</value></summary>
    public int WarmupSteps { get; init; } = 10;

    /// <summary>Rows of one optimizer step. <value>128, the paper's 32 accumulated micro-batches of 4.</value></summary>
    public int BatchSize { get; init; } = 128;

    /// <summary>Bounds memory: a micro-batch holds at most as many packed tokens as this many rows of the greatest length. Results depend on it only in what dropout drops. <value>4, the paper's.</value></summary>
    public int MicroBatchSize { get; init; } = 4;

    /// <summary>Decoupled weight decay. <value>0, the default of the paper's trainer.</value></summary>
    public double WeightDecay { get; init; }

    /// <summary>The gradient is scaled down to this global norm. <value>1, the default of the paper's trainer.</value></summary>
    public double MaxGradientNorm { get; init; } = 1;

    /// <summary>Steps between two evaluations of the validation rows. <value>50, the paper's checkpoint interval.</value></summary>
    public int EvaluationInterval { get; init; } = 50;

    /// <summary>Whether rows are drawn in a new order in every epoch. <value>True.</value></summary>
    public bool Shuffle { get; init; } = true;

    /// <summary>Seed of row order and dropout: equal seeds give equal adapters. <value>42, the paper's split seed.</value></summary>
    public int Seed { get; init; } = 42;

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">Lists all faults.</exception>
    public void Validate()
    {
        var faults = Faults().ToList();
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }

    private IEnumerable<string> Faults()
    {
        if (Epochs < 1) yield return $"Epochs is {Epochs}; it must be at least 1.";
        if (MaxSteps < 1) yield return $"MaxSteps is {MaxSteps}; it must be at least 1 or absent.";
        if (LearningRate is not > 0 or double.PositiveInfinity) yield return $"LearningRate is {LearningRate}; it must be greater than 0.";
        if (WarmupSteps < 0) yield return $"WarmupSteps is {WarmupSteps}; it must not be negative.";
        if (BatchSize < 1) yield return $"BatchSize is {BatchSize}; it must be at least 1.";
        if (MicroBatchSize < 1) yield return $"MicroBatchSize is {MicroBatchSize}; it must be at least 1.";
        if (WeightDecay is not >= 0) yield return $"WeightDecay is {WeightDecay}; it must not be negative.";
        if (MaxGradientNorm is not > 0) yield return $"MaxGradientNorm is {MaxGradientNorm}; it must be greater than 0.";
        if (EvaluationInterval < 1) yield return $"EvaluationInterval is {EvaluationInterval}; it must be at least 1.";
    }
}
