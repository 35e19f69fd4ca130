namespace SafetyML.Torch.Classification;

/// <summary>Measures steps and keeps their record.</summary>
internal sealed class ClassifierLog(int stepsPerEpoch, int epochs, TimeProvider time)
{
    private readonly List<ClassifierProgress> steps = [];
    private TimeSpan busy;
    private long begin;
    private long tokens;

    /// <summary>The steps so far.</summary>
    public IReadOnlyList<ClassifierProgress> Steps => steps;

    /// <summary>Starts the clock of a step.</summary>
    public void Begin() => begin = time.GetTimestamp();

    /// <summary>Records a finished step.</summary>
    public ClassifierProgress End(IReadOnlyList<ClassifierRow> batch, double loss, double gradientNorm, double encoderRate, double headRate)
    {
        busy += time.GetElapsedTime(begin);
        tokens += batch.Sum(row => row.Tokens);
        int total = stepsPerEpoch * epochs, step = steps.Count + 1;
        steps.Add(new ClassifierProgress
        {
            Step = step,
            TotalSteps = total,
            Epoch = (double)step / stepsPerEpoch,
            Loss = loss,
            GradientNorm = gradientNorm,
            EncoderLearningRate = encoderRate,
            HeadLearningRate = headRate,
            Tokens = tokens,
            TokensPerSecond = tokens / Math.Max(busy.TotalSeconds, 1e-9),
            Remaining = busy / step * (total - step),
        });
        return steps[^1];
    }
}
