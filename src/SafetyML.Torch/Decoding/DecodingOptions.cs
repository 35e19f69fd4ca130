namespace SafetyML.Torch.Decoding;

/// <summary>How answers are chosen. The defaults are the paper's: beam search with 4 beams and 128 new tokens.</summary>
public sealed record DecodingOptions
{
    /// <summary>Most tokens that are added to a prompt, the end token included.</summary>
    /// <value>128; at least 1. Fewer are made where the model's context ends first.</value>
    public int MaxNewTokens { get; init; } = 128;

    /// <summary>Beams of the search; 1 is greedy decoding. Not used when <see cref="Sample"/> is set.</summary>
    /// <value>4; at least 1.</value>
    public int Beams { get; init; } = 4;

    /// <summary>Exponent of the length by which a beam's log probability is divided; above 0 favours long answers.</summary>
    /// <value>1, the mean log probability of a token.</value>
    public double LengthPenalty { get; init; } = 1;

    /// <summary>
    /// Whether the search ends as soon as <see cref="Beams"/> answers are complete; otherwise it ends when the best open beam
    /// no longer scores above the worst complete answer.
    /// </summary>
    /// <value>false.</value>
    public bool EarlyStopping { get; init; }

    /// <summary>Whether tokens are drawn at random instead of searched for.</summary>
    /// <value>false.</value>
    public bool Sample { get; init; }

    /// <summary>Divisor of the logits before drawing; below 1 sharpens.</summary>
    /// <value>1; above 0.</value>
    public double Temperature { get; init; } = 1;

    /// <summary>Number of most probable tokens to draw from.</summary>
    /// <value>0, all of them.</value>
    public int TopK { get; init; }

    /// <summary>Probability mass to draw from: the fewest most probable tokens that reach it, at least one.</summary>
    /// <value>1, all of it; above 0 and at most 1.</value>
    public double TopP { get; init; } = 1;

    /// <summary>Divisor of the positive, factor of the negative logits of tokens that occur already (Keskar et al., 2019); also for a search.</summary>
    /// <value>1, no change; above 0.</value>
    public double RepetitionPenalty { get; init; } = 1;

    /// <summary>Seed of the draws. Draws depend on it, on the prompt's place in the call and on the step, never on the batch size.</summary>
    /// <value>null, another one for every call.</value>
    public int? Seed { get; init; }

    /// <summary>Texts that end an answer, special tokens among them. The answer's text is cut before the first of them.</summary>
    /// <value>None.</value>
    public IReadOnlyList<string> StopStrings { get; init; } = [];

    /// <summary>Tokens that end an answer as the model's own end token does, such as the end of a turn.</summary>
    /// <value>None.</value>
    public IReadOnlyList<int> EndTokens { get; init; } = [];

    /// <summary>Prompts that are decoded together.</summary>
    /// <value>null, as many as keep the keys and values of a batch small; otherwise at least 1.</value>
    public int? BatchSize { get; init; }

    /// <summary>Checks every setting.</summary>
    /// <exception cref="ArgumentException">Names every setting that is out of range.</exception>
    public void Validate()
    {
        var faults = new List<string>();
        Check(faults, MaxNewTokens >= 1, nameof(MaxNewTokens), MaxNewTokens, "at least 1");
        Check(faults, Beams >= 1, nameof(Beams), Beams, "at least 1");
        Check(faults, double.IsFinite(LengthPenalty), nameof(LengthPenalty), LengthPenalty, "a finite number");
        Check(faults, Temperature is > 0 and < double.PositiveInfinity, nameof(Temperature), Temperature, "above 0; for the most probable token set Sample to false and Beams to 1");
        Check(faults, TopK >= 0, nameof(TopK), TopK, "0 (off) or more");
        Check(faults, TopP is > 0 and <= 1, nameof(TopP), TopP, "above 0 and at most 1 (off)");
        Check(faults, RepetitionPenalty is > 0 and < double.PositiveInfinity, nameof(RepetitionPenalty), RepetitionPenalty, "above 0; 1 is off");
        Check(faults, BatchSize is null or >= 1, nameof(BatchSize), BatchSize, "null (automatic) or at least 1");
        Check(faults, StopStrings is not null && !StopStrings.Any(string.IsNullOrEmpty), nameof(StopStrings), "an empty text", "texts of at least one character");
        Check(faults, EndTokens is not null && EndTokens.All(id => id >= 0), nameof(EndTokens), EndTokens is null ? "null" : string.Join(", ", EndTokens), "token ids, from 0");
        if (faults.Count > 0)
            throw new ArgumentException(string.Join(" ", faults));
    }

    private static void Check(List<string> faults, bool valid, string name, object? value, string allowed)
    {
        if (!valid)
            faults.Add($"{name} is {value}; it must be {allowed}.");
    }
}
