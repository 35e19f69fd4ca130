namespace SafetyML.Torch.Training;

/// <summary>Cuts the rows of each epoch into batches; the last batch of an epoch may be short.</summary>
internal sealed class BatchOrder(IReadOnlyList<TrainingExample> examples, TrainingOptions options)
{
    /// <summary>Optimizer steps of one epoch.</summary>
    public int StepsPerEpoch { get; } = (int)Math.Ceiling((double)examples.Count / options.BatchSize);

    /// <summary>Optimizer steps of the run.</summary>
    public int TotalSteps => options.MaxSteps ?? options.Epochs * StepsPerEpoch;

    /// <summary>The rows of <paramref name="step"/>, from 0; a function of the seed and the step alone.</summary>
    public IReadOnlyList<TrainingExample> Rows(int step)
    {
        var (epoch, place) = Math.DivRem(step, StepsPerEpoch);
        var order = Enumerable.Range(0, examples.Count).ToArray();
        if (options.Shuffle)
            new Random(Mix(options.Seed, epoch)).Shuffle(order);
        return [.. order.Skip(place * options.BatchSize).Take(options.BatchSize).Select(row => examples[row])];
    }

    /// <summary>Another seed for each <paramref name="number"/>, so that a run can go on from any step.</summary>
    public static int Mix(int seed, int number) => unchecked((seed * 397) ^ number);
}
