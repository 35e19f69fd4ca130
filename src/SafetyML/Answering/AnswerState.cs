using System.Text.Json;
using System.Text.Json.Serialization;
using SafetyML.Prompts;
using SafetyML.Torch.Decoding;
using SafetyML.Tuning;

namespace SafetyML.Answering;

/// <summary>All that a saved answering transformer consists of, but for the base model, of which only the identity is kept.</summary>
internal sealed record AnswerState
{
    private static readonly JsonSerializerOptions Json = new()
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter() },
    };

    /// <summary>Where the base model was.</summary>
    public required BaseModelPlace Base { get; init; }

    /// <summary>The identity of its weights.</summary>
    public required string Sha256 { get; init; }

    public required AdapterFiles? Adapter { get; init; }

    public required PromptTemplate Template { get; init; }

    public required DecodingOptions Decoding { get; init; }

    public required AnswerColumns Columns { get; init; }

    /// <summary>The report of the training; null where nothing was trained here.</summary>
    public SafetyTuneReport? Training { get; init; }

    public static AnswerState Parse(ReadOnlySpan<char> text) => JsonSerializer.Deserialize<AnswerState>(text, Json)!;

    public string ToText() => JsonSerializer.Serialize(this, Json);
}
