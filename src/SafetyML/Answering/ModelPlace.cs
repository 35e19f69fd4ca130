using System.Text.Json.Serialization;
using SafetyML.Torch.Models;
using TorchSharp;

namespace SafetyML.Answering;

/// <summary>Where a model is and how it is held; users that agree in all of it share one.</summary>
internal sealed record ModelPlace(string Path, WeightPrecision Precision, string Device)
{
    /// <summary>The variable that names the folder in which models are looked for.</summary>
    public const string FolderVariable = "SAFETYML_MODELS";

    /// <summary>The model's name in evidence and messages.</summary>
    [JsonIgnore]
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <summary>The key under which loaded models are shared.</summary>
    public ModelPlace Full() => this with { Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)) };

    /// <summary>Checks precision and device.</summary>
    public void Validate() => Options().Validate();

    /// <summary>The path, or that of the same name below the folder that <see cref="FolderVariable"/> names.</summary>
    /// <param name="exists">Whether a model is at a path.</param>
    /// <param name="what">What is looked for, as "The encoder 'x' of the saved scorer".</param>
    /// <param name="otherwise">What else the user can do, as the end of a sentence.</param>
    /// <exception cref="DirectoryNotFoundException">It is at neither.</exception>
    public string Locate(Func<string, bool> exists, string what, string otherwise = "")
    {
        if (exists(Path))
            return Path;
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        if (!string.IsNullOrEmpty(folder) && exists(System.IO.Path.Combine(folder, Name)))
            return System.IO.Path.Combine(folder, Name);
        var elsewhere = string.IsNullOrEmpty(folder) ? "" : $", nor '{Name}' in '{folder}'";
        throw new DirectoryNotFoundException($"{what} was not found{elsewhere}. Set {FolderVariable} to the folder that holds '{Name}'{otherwise}.");
    }

    public LanguageModelOptions Options() => new()
    {
        Device = Device,
        ScalarType = Precision switch
        {
            WeightPrecision.Stored => null,
            WeightPrecision.Float32 => torch.ScalarType.Float32,
            WeightPrecision.BFloat16 => torch.ScalarType.BFloat16,
            WeightPrecision.Float16 => torch.ScalarType.Float16,
            _ => throw new ArgumentException($"Precision is {Precision}; it must be one of {string.Join(", ", Enum.GetNames<WeightPrecision>())}."),
        },
    };
}
