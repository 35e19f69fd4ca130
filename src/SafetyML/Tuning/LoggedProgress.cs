using SafetyML.Hosting;
using SafetyML.Torch.Training;
using static System.FormattableString;

namespace SafetyML.Tuning;

/// <summary>Writes each step to the log and hands it on.</summary>
internal sealed class LoggedProgress(Log log, IProgress<TrainingProgress>? next) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value)
    {
        var validation = value.ValidationLoss is { } loss ? Invariant($", validation loss {loss:0.0000}") : "";
        log.Info(Invariant($"Step {value.Step} of {value.TotalSteps}: loss {value.Loss:0.0000}{validation}, ")
            + Invariant($"{value.TokensPerSecond:0} tokens/s, {value.Remaining:hh\\:mm\\:ss} left."));
        next?.Report(value);
    }
}
