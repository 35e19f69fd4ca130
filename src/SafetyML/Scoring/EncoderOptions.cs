using SafetyML.Answering;
using SafetyML.Options;

namespace SafetyML.Scoring;

/// <summary>How a scorer runs an encoder folder; without one it has no effect.</summary>
public sealed record EncoderOptions
{
    /// <summary>How prompt and answer become the encoder's input.</summary>
    /// <value>null by default: <see cref="AnswerFormat.Transcript"/> for harmfulness; for refusal <see cref="AnswerFormat.Pair"/> where a prompt column is given,
    /// else <see cref="AnswerFormat.Answer"/>.</value>
    public AnswerFormat? Format { get; init; }

    /// <summary>The longest input in tokens, at least 2; longer ones are cut on the right.</summary>
    /// <value>512 by default, as the paper's.</value>
    public int MaxTokens { get; init; } = 512;

    /// <summary>Rows that are read ahead and scored together, short ones with short ones; at least 1.</summary>
    /// <value>64 by default.</value>
    public int BatchSize { get; init; } = 64;

    /// <summary>The type of the weights in memory.</summary>
    /// <value>float32 by default, whatever is stored.</value>
    public WeightPrecision Precision { get; init; }

    /// <summary>Where the encoder runs: <c>auto</c>, <c>cpu</c>, <c>cuda</c> or <c>cuda:1</c>.</summary>
    /// <value><c>auto</c> by default: a GPU if there is one.</value>
    public string Device { get; init; } = "auto";

    /// <summary>Stops scoring between two batches.</summary>
    public CancellationToken CancellationToken { get; init; }

    internal IEnumerable<string> Faults()
    {
        if (Format is { } format && !Enum.IsDefined(format))
            yield return $"Format is {format}; it must be one of {string.Join(", ", Enum.GetNames<AnswerFormat>())}, or null.";
        if (MaxTokens < 2)
            yield return $"MaxTokens is {MaxTokens}; it must be at least 2.";
        if (BatchSize < 1)
            yield return $"BatchSize is {BatchSize}; it must be at least 1.";
        foreach (var fault in OptionFaults.Of(Place("").Validate))
            yield return fault;
    }

    internal ModelPlace Place(string folder) => new(folder, Precision, Device);
}
