using System.Diagnostics.CodeAnalysis;
using SafetyML.Options;
using SafetyML.Scoring;
using SafetyML.Torch.Classification;

namespace SafetyML.Trainers;

/// <summary>A head on an encoder, instead of the linear model.</summary>
public sealed record EncoderHeadOptions
{
    /// <summary>Options without a folder yet.</summary>
    public EncoderHeadOptions()
    {
    }

    /// <summary>A head on the encoder in <paramref name="folder"/>, with the defaults.</summary>
    [SetsRequiredMembers]
    public EncoderHeadOptions(string folder) => Folder = folder;

    /// <summary>The encoder: a Hugging Face folder, with or without a head.</summary>
    public required string Folder { get; init; }

    /// <summary>How the head is trained. Its labels, longest text and device are set from the data and from <see cref="Encoder"/>.</summary>
    public ClassifierTrainingOptions Training { get; init; } = new();

    /// <summary>How prompt and answer become the encoder's input, and how it runs.</summary>
    public EncoderOptions Encoder { get; init; } = new();

    /// <summary>Where the trained encoder is written, a Hugging Face folder; where it exists already, a number is added (<c>head-2</c>).</summary>
    /// <value>null by default: it stays in memory. A saved model holds only where its encoder is, so that it must be written before <c>ml.Model.Save</c>.</value>
    public string? OutputFolder { get; init; }

    /// <summary>Told after every optimizer step.</summary>
    public IProgress<ClassifierProgress>? Progress { get; init; }

    internal IEnumerable<string> Faults() =>
    [
        .. string.IsNullOrWhiteSpace(Folder) ? ["Folder is empty; give a Hugging Face folder of an encoder."] : (string[])[],
        .. OutputFolder is null || !string.IsNullOrWhiteSpace(OutputFolder) ? [] : (string[])["OutputFolder is empty; give a folder or null."],
        .. OptionFaults.Of(Training.Validate),
        .. Encoder.Faults(),
    ];
}
