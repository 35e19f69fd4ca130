namespace SafetyML.Torch.Training;

/// <summary>Measures steps, keeps their record and reports them.</summary>
internal sealed class TrainingLog(BatchOrder order, TimeProvider time, IProgress<TrainingProgress>? progress)
{
    private readonly List<TrainingProgress> steps = [];
    private TimeSpan busy;
    private long begin;
    private long tokens;
    private int labelled;

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<TrainingProgress> Steps => steps;

    /// <summary>Starts the clock of a step.</summary>
    public void Begin() => begin = time.GetTimestamp();

    /// <summary>Stops the clock; <paramref name="rows"/> are those of the step.</summary>
    public void Trained(IReadOnlyList<TrainingExample> rows)
    {
        busy += time.GetElapsedTime(begin);
        tokens += rows.Sum(row => row.Ids.Length);
        labelled = rows.Sum(row => row.LabelledTokens);
    }

    /// <summary>Records and reports finished step <paramref name="step"/>, from 1.</summary>
    public void Report(int step, double loss, double gradientNorm, double rate, double? validationLoss)
    {
        steps.Add(new TrainingProgress
        {
            Step = step,
            TotalSteps = order.TotalSteps,
            Epoch = (double)step / order.StepsPerEpoch,
            Loss = loss,
            GradientNorm = gradientNorm,
            LearningRate = rate,
            LabelledTokens = labelled,
            Tokens = tokens,
            TokensPerSecond = tokens / Math.Max(busy.TotalSeconds, 1e-9),
            Remaining = busy / step * (order.TotalSteps - step),
            ValidationLoss = validationLoss,
        });
        progress?.Report(steps[^1]);
    }
}
