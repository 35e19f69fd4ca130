using TorchSharp;
using static TorchSharp.torch;

namespace SafetyML.Torch.Models;

/// <summary>How a language model is held in memory.</summary>
public sealed record LanguageModelOptions
{
    /// <summary>
    /// Type of the weights; null for the type in which they are stored, except that float16 becomes bfloat16 on the processor, which has no fast float16.
    /// <value>null.</value>
    /// </summary>
    public ScalarType? ScalarType { get; init; }

    /// <summary>Where the model runs: <c>auto</c> (a GPU if there is one), <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>. <value>auto.</value></summary>
    public string Device { get; init; } = "auto";

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">One message that lists every fault.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        if (ScalarType is { } type and not (torch.ScalarType.Float32 or torch.ScalarType.Float16 or torch.ScalarType.BFloat16))
            faults.Add($"ScalarType is {type}; it must be Float32, Float16 or BFloat16.");
        if (!Devices.IsValid(Device))
            faults.Add($"Device is '{Device}'; it must be auto, cpu, cuda or cuda: with a number.");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }
}
