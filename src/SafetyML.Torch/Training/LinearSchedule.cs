namespace SafetyML.Torch.Training;

/// <summary>Linear warm-up from 0, then linear decay to 0, as the Trainer of transformers does.</summary>
/// <param name="Peak">Highest rate.</param>
/// <param name="Warmup">Steps of warm-up.</param>
/// <param name="Total">All steps.</param>
internal sealed record LinearSchedule(double Peak, int Warmup, int Total)
{
    /// <summary>The rate at <paramref name="step"/>, from 0.</summary>
    public double RateAt(int step) => step < Warmup
        ? Peak * step / Warmup
        : Peak * Math.Max(0, Total - step) / Math.Max(1, Total - Warmup);
}
