using System.Runtime.InteropServices;
using TorchSharp;
using static TorchSharp.torch;

namespace SafetyML.Torch.Lora;

/// <summary>Dropout with its own random numbers, so that a seed gives the same run whatever else draws numbers.</summary>
internal sealed class DropoutSource(Device device) : IDisposable
{
    /// <summary>Shares are kept to 1 / 65,536: four numbers come from each draw of 64 bits.</summary>
    private const int Levels = 1 << 16;

    private readonly Generator generator = new(0, device);
    private ulong state;

    public void Seed(long seed)
    {
        generator.manual_seed(seed);
        state = (ulong)seed;
    }

    /// <summary>Sets the given share of the elements to zero and scales the others to keep the expectation; the result is float32.</summary>
    public Tensor Drop(Tensor input, double share)
    {
        using var scope = NewDisposeScope();
        int dropped = (int)Math.Round(share * Levels);
        var kept = Draw(input) >= dropped - (Levels / 2);
        return (input * (kept.to(ScalarType.Float32) * (Levels / (double)(Levels - dropped)))).MoveToOuterDisposeScope();
    }

    public void Dispose() => generator.Dispose();

    /// <summary>Uniform numbers from -32,768 to 32,767 in the shape of <paramref name="like"/>.</summary>
    private Tensor Draw(Tensor like)
    {
        if (like.device_type != DeviceType.CPU)
            return randint(-Levels / 2, Levels / 2, like.shape, ScalarType.Int16, like.device, generator: generator);
        // libtorch draws one element at a time on the processor, which takes several times as long as the branch itself.
        var numbers = empty((like.numel() + 3) / 4 * 4, ScalarType.Int16);
        foreach (ref ulong four in MemoryMarshal.Cast<byte, ulong>(numbers.bytes))
            four = Next();
        return numbers.narrow(0, 0, like.numel()).view(like.shape);
    }

    /// <summary>The next number of SplitMix64 (Steele, Lea and Flood, 2014).</summary>
    private ulong Next()
    {
        ulong mixed = state += 0x9E3779B97F4A7C15;
        mixed = (mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9;
        mixed = (mixed ^ (mixed >> 27)) * 0x94D049BB133111EB;
        return mixed ^ (mixed >> 31);
    }
}
