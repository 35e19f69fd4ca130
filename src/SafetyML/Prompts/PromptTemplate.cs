namespace SafetyML.Prompts;

/// <summary>Turns a request into the text that the model continues. <c>{instruction}</c> and <c>{input}</c> stand for the columns.</summary>
public sealed record PromptTemplate
{
    private const string InstructionMark = "{instruction}";
    private const string InputMark = "{input}";

    /// <summary>The Alpaca template that the paper trains and asks with (<c>configs/alpaca.json</c> of its repository).</summary>
    public static PromptTemplate Alpaca { get; } = new();

    /// <summary>The text for a request with an input.</summary>
    /// <value>Alpaca's by default.</value>
    public string WithInput { get; init; } =
        "Below is an instruction that describes a task, paired with an input that provides further context. "
        + "Write a response that appropriately completes the request.\n\n"
        + "### Instruction:\n{instruction}\n\n### Input:\n{input}\n\n### Response:\n";

    /// <summary>The text for a request alone.</summary>
    /// <value>Alpaca's by default.</value>
    public string WithoutInput { get; init; } =
        "Below is an instruction that describes a task. "
        + "Write a response that appropriately completes the request.\n\n"
        + "### Instruction:\n{instruction}\n\n### Response:\n";

    /// <summary>The prompt of one row.</summary>
    /// <param name="instruction">The request.</param>
    /// <param name="input">Its context; null or empty for none.</param>
    public string Format(string instruction, string? input = null)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        return string.IsNullOrEmpty(input) ? Fill(WithoutInput, instruction, "") : Fill(WithInput, instruction, input);
    }

    /// <summary>The faults of this template, none for a good one.</summary>
    internal IEnumerable<string> Faults()
    {
        if (!WithInput.Contains(InstructionMark, StringComparison.Ordinal))
            yield return $"Template.WithInput lacks {InstructionMark}.";
        if (!WithInput.Contains(InputMark, StringComparison.Ordinal))
            yield return $"Template.WithInput lacks {InputMark}.";
        if (!WithoutInput.Contains(InstructionMark, StringComparison.Ordinal))
            yield return $"Template.WithoutInput lacks {InstructionMark}.";
    }

    // The pieces are joined in one pass: marks inside the user's own text stay as they are.
    private static string Fill(string template, string instruction, string input) => string.Concat(
        template.Split(InstructionMark).Select((piece, index) => (index == 0 ? "" : instruction) + piece.Replace(InputMark, input, StringComparison.Ordinal)));
}
