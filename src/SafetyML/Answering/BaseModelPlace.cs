using SafetyML.Torch.Models;
using TorchSharp;

namespace SafetyML.Answering;

/// <summary>Where a base model is and how it is held; models that agree in all of it are loaded once.</summary>
internal sealed record BaseModelPlace(string Path, WeightPrecision Precision, string Device)
{
    public LanguageModel Load() => LanguageModel.Load(Path, Options());

    /// <summary>The key under which loaded models are shared.</summary>
    public BaseModelPlace Full() => this with { Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)) };

    /// <summary>Checks precision and device.</summary>
    public void Validate() => Options().Validate();

    public void RequireFolder()
    {
        if (!Directory.Exists(Path) && !File.Exists(Path))
            throw new DirectoryNotFoundException(
                $"The base model folder '{Path}' was not found. Give a Hugging Face folder: config.json, *.safetensors and a tokenizer; or a GGUF file.");
    }

    private LanguageModelOptions Options() => new()
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
