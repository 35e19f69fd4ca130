using static TorchSharp.torch;

namespace SafetyML.Torch.Lora;

/// <summary>Dropout with its own random numbers, so that a seed gives the same run whatever else draws numbers.</summary>
internal sealed class DropoutSource(Device device) : IDisposable
{
    private readonly Generator generator = new(0, device);

    public void Seed(long seed) => generator.manual_seed(seed);

    /// <summary>Sets the given share of the elements to zero and scales the others to keep the expectation.</summary>
    public Tensor Drop(Tensor input, double share)
    {
        using var scope = NewDisposeScope();
        var kept = rand(input.shape, dtype: input.dtype, device: input.device, generator: generator) >= share;
        return (input * (kept.to(input.dtype) / (1 - share))).MoveToOuterDisposeScope();
    }

    public void Dispose() => generator.Dispose();
}
