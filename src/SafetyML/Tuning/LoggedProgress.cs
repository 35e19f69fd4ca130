using SafetyML.Hosting;
using SafetyML.Torch.Training;

namespace SafetyML.Tuning;

/// <summary>Writes each step to the log and hands it on.</summary>
internal sealed class LoggedProgress(Log log, IProgress<TrainingProgress>? next) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        var validation = value.ValidationLoss is { } loss ? $", validation loss {loss:0.0000}" : "";
        log.Info($"Step {value.Step} of {value.TotalSteps}: loss {value.Loss:0.0000}{validation}, "
            + $"{value.TokensPerSecond:0} tokens/s, {value.Remaining:hh\\:mm\\:ss} left.");
        next?.Report(value);
    }
}
