using System.Text.Json.Serialization;
using SafetyML.Torch.Chat;

namespace SafetyML.Prompts;

/// <summary>
/// Turns a request into what the model reads. <c>{instruction}</c> and <c>{input}</c> stand for the columns: they make the whole text, or with a chat template
/// the user's message.
/// </summary>
public sealed record PromptTemplate
{
    private const string InstructionMark = "{instruction}";
    private const string InputMark = "{input}";

    /// <summary>The Alpaca template that the paper trains and asks with (<c>configs/alpaca.json</c> of its repository).</summary>
    public static PromptTemplate Alpaca { get; } = new();

    /// <summary>The base model's own chat template, from its folder; the user's message is the instruction, an empty line and the input.</summary>
    public static PromptTemplate ModelChat { get; } = ChatMessages(null) with { UsesModelChat = true };

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

    /// <summary>The system message before a request; of a conversation that has one of its own, that one counts. Without a chat template it stands before the text.</summary>
    /// <value>null by default: none but what the chat template itself has.</value>
    public string? System { get; init; }

    /// <summary>The chat template around the messages; null for a text alone, and for a model's own until the model is loaded.</summary>
    [JsonInclude]
    public ChatTemplate? Chat { get; private init; }

    /// <summary>Whether the chat template is the base model's own.</summary>
    [JsonInclude]
    public bool UsesModelChat { get; private init; }

    internal bool IsChat => UsesModelChat || Chat is not null;

    /// <summary>A given chat template; the user's message is the instruction, an empty line and the input.</summary>
    /// <param name="chat">A built-in one, that of another folder, or one's own.</param>
    public static PromptTemplate Of(ChatTemplate chat)
    {
        ArgumentNullException.ThrowIfNull(chat);
        return ChatMessages(chat);
    }

    /// <summary>The text of one row; with a chat template the user's message, without the frame.</summary>
    /// <param name="instruction">The request.</param>
    /// <param name="input">Its context; null or empty for none.</param>
    public string Format(string instruction, string? input = null)
    {
        ArgumentNullException.ThrowIfNull(instruction);
        var text = string.IsNullOrEmpty(input) ? Fill(WithoutInput, instruction, "") : Fill(WithInput, instruction, input);
        return IsChat || string.IsNullOrEmpty(System) ? text : $"{System}\n\n{text}";
    }

    /// <summary>The faults of this template, none for a good one.</summary>
    internal IEnumerable<string> Faults(string name = "Template")
    {
        if (!WithInput.Contains(InstructionMark, StringComparison.Ordinal))
            yield return $"{name}.WithInput lacks {InstructionMark}.";
        if (!WithInput.Contains(InputMark, StringComparison.Ordinal))
            yield return $"{name}.WithInput lacks {InputMark}.";
        if (!WithoutInput.Contains(InstructionMark, StringComparison.Ordinal))
            yield return $"{name}.WithoutInput lacks {InstructionMark}.";
    }

    /// <summary>This template with the model's own chat template put in where it is asked for.</summary>
    internal PromptTemplate For(Func<ChatTemplate> modelChat) => UsesModelChat ? this with { Chat = modelChat(), UsesModelChat = false } : this;

    private static PromptTemplate ChatMessages(ChatTemplate? chat) =>
        new() { WithInput = $"{InstructionMark}\n\n{InputMark}", WithoutInput = InstructionMark, Chat = chat };

    // The pieces are joined in one pass: marks inside the user's own text stay as they are.
    private static string Fill(string template, string instruction, string input) => string.Concat(
        template.Split(InstructionMark).Select((piece, index) => (index == 0 ? "" : instruction) + piece.Replace(InputMark, input, StringComparison.Ordinal)));
}
