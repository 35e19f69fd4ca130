using System.Text.Json.Serialization;
using SafetyML.Options;
using SafetyML.Prompts;
using SafetyML.Saving;
using SafetyML.Torch.Decoding;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;

namespace SafetyML.Answering;

/// <summary>All that a saved answering transformer consists of, but for the base model, of which only the identity is kept.</summary>
internal sealed record AnswerState
{
    /// <summary>Where the base model was.</summary>
    public required ModelPlace Base { get; init; }

    /// <summary>The identity of its weights.</summary>
    public required string Sha256 { get; init; }

    public required AdapterFiles? Adapter { get; init; }

    public required PromptTemplate Template { get; init; }

    public required DecodingOptions Decoding { get; init; }

    public required AnswerColumns Columns { get; init; }

    /// <summary>The report of the training, as text that is not read here; null where nothing was trained.</summary>
    public string? Training { get; init; }

    /// <summary>Puts the saved adapter on a model; null where none was saved.</summary>
    [JsonIgnore]
    public Func<LanguageModel, LoraAdapter>? LoadAdapter => Adapter is null ? null : Adapter.Load;

    /// <exception cref="InvalidDataException">The text is no such state.</exception>
    public static AnswerState Parse(ReadOnlySpan<char> text) => SavedState.Parse<AnswerState>(text, state => state.Faults());

    public string ToText() => SavedState.ToText(this);

    private IEnumerable<string> Faults() =>
        [.. OptionFaults.Of(Base.Validate), .. Template.Faults(), .. OptionFaults.Of(Decoding.Validate), .. Columns.Faults()];
}
