using SafetyML.Options;
using SafetyML.Prompts;
using SafetyML.Torch.Decoding;

namespace SafetyML.Answering;

/// <summary>Settings of <c>GenerateAnswers</c>.</summary>
public sealed record GenerateAnswersOptions
{
    /// <summary>A PEFT adapter folder: <c>adapter_config.json</c> and <c>adapter_model.safetensors</c>.</summary>
    /// <value>null by default: the base model answers.</value>
    public string? AdapterFolder { get; init; }

    /// <summary>How a row becomes a prompt: Alpaca's, another text, the model's own chat template or a given one, with a system message or none.</summary>
    /// <value>The Alpaca template by default, as the paper asks (<c>generation/generate_answers.py</c>).</value>
    public PromptTemplate Template { get; init; } = PromptTemplate.Alpaca;

    /// <summary>How answers are chosen.</summary>
    /// <value>4 beams and 128 new tokens by default, as the paper's script.</value>
    public DecodingOptions Decoding { get; init; } = new();

    /// <summary>The type of the base weights in memory.</summary>
    /// <value>As stored by default.</value>
    public WeightPrecision Precision { get; init; }

    /// <summary>Where the model runs: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    /// <value><c>auto</c> by default: a GPU if there is one.</value>
    public string Device { get; init; } = "auto";

    /// <summary>Stops answering between two tokens.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">One message that lists every fault.</exception>
    public void Validate() => OptionFaults.ThrowIfAny(nameof(GenerateAnswersOptions), Faults());

    internal IEnumerable<string> Faults() =>
    [
        .. AdapterFolder is null || !string.IsNullOrWhiteSpace(AdapterFolder) ? [] : (string[])["AdapterFolder is empty; give a folder or null."],
        .. Template.Faults(),
        .. OptionFaults.Of(Decoding.Validate),
        .. OptionFaults.Of(Place("").Validate),
    ];

    internal ModelPlace Place(string baseModel) => new(baseModel, Precision, Device);
}
