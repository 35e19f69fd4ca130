using SafetyML.Answering;
using SafetyML.Torch.Encoders;
using SafetyML.Torch.Models;
using TorchSharp;

namespace SafetyML.Scoring;

/// <summary>Where an encoder is and how it is held; scorers that agree in all of it share one.</summary>
internal sealed record EncoderPlace(string Path, WeightPrecision Precision, string Device)
{
    /// <summary>The encoder's name in evidence and messages.</summary>
    public string Name => System.IO.Path.GetFileName(System.IO.Path.TrimEndingDirectorySeparator(Path));

    /// <exception cref="MissingHeadException">The folder has no classification head.</exception>
    public TextClassifier Load()
    {
        RequireFolder();
        return TextClassifier.Load(Path, Options());
    }

    /// <summary>The key under which loaded encoders are shared.</summary>
    public EncoderPlace Full() => this with { Path = System.IO.Path.TrimEndingDirectorySeparator(System.IO.Path.GetFullPath(Path)) };

    /// <summary>Checks precision and device.</summary>
    public void Validate() => Options().Validate();

    public void RequireFolder()
    {
        if (!Directory.Exists(Path))
            throw new DirectoryNotFoundException(
                $"The encoder folder '{Path}' was not found. Give a Hugging Face folder with a classification head: config.json, *.safetensors and a tokenizer.");
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
