using TorchSharp;
using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>Turns a device's name into a device of this machine.</summary>
internal static class Devices
{
    private const string Numbered = "cuda:";

    public static bool IsValid(string? name) => name is "auto" or "cpu" or "cuda"
        || (name?.StartsWith(Numbered, StringComparison.Ordinal) == true && int.TryParse(name.AsSpan(Numbered.Length), out int index) && index >= 0);

    /// <exception cref="InvalidOperationException">A GPU is asked for and there is none of that number.</exception>
    public static Device Select(string name)
    {
        if (name == "cpu" || (name == "auto" && !cuda.is_available()))
        {
            CpuThreads.UseAllCores();
            CpuMemory.KeepFreedBlocks();
            return CPU;
        }
        int count = cuda.is_available() ? cuda.device_count() : 0;
        int index = name.StartsWith(Numbered, StringComparison.Ordinal) ? int.Parse(name.AsSpan(Numbered.Length)) : 0;
        return index < count ? new Device(DeviceType.CUDA, index)
            : throw new InvalidOperationException(
                $"Device '{name}' was asked for, but {(count == 0 ? "libtorch sees no GPU" : $"there are {count} GPUs, numbered from 0")}. " +
                "Use 'cpu' or 'auto'.");
    }

    /// <summary>The type in which stored weights are held on a device.</summary>
    public static ScalarType Resident(ScalarType stored, Device device) =>
        stored == ScalarType.Float16 && device.type == DeviceType.CPU ? ScalarType.BFloat16 : stored;
}
