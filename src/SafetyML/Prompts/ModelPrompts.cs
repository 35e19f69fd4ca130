using SafetyML.Torch.Chat;
using SafetyML.Torch.Decoding;
using SafetyML.Torch.Models;
using SafetyML.Torch.Training;

namespace SafetyML.Prompts;

/// <summary>A template with the tokenizer of a loaded model: rows to token ids, for learning and for asking.</summary>
internal sealed class ModelPrompts
{
    private readonly LanguageModel _model;
    private readonly ChatEncoder? _chat;

    /// <exception cref="ChatTemplateException">The model's own template is asked for and there is none that can be used.</exception>
    public ModelPrompts(LanguageModel model, PromptTemplate template)
    {
        _model = model;
        Template = template.For(() => ChatTemplate.Of(model));
        _chat = Template.Chat is { } chat ? new ChatEncoder(model.Tokenizer, chat) : null;
    }

    /// <summary>The template; a model's own is known by now.</summary>
    public PromptTemplate Template { get; }

    /// <summary>Refuses a system message, or the template as a whole, before any work.</summary>
    /// <exception cref="ChatTemplateException">The template refuses a plain request.</exception>
    public void Check() => _chat?.Encode(Conversation.Of(Template, "?", ""), addGenerationPrompt: true);

    /// <summary>What a user should know of the template with this model; null for nothing.</summary>
    public string? Warning => _chat is { EndToken: null } && Template.Chat!.EndOfTurn is { Length: > 0 } end
        ? $"{Template.Chat.Name} ends a turn with '{end}', which is no token of this model: it is written as ordinary text, and a message that spells it ends its turn."
        : null;

    /// <summary>The settings with which an answer ends where the template ends it.</summary>
    public DecodingOptions Ending(DecodingOptions decoding) => _chat?.EndingTurns(decoding) ?? decoding;

    /// <summary>The ids of a request.</summary>
    public int[] Ask(string instruction, string input) => _chat is null
        ? _model.Tokenizer.Encode(Template.Format(instruction, input))
        : _chat.Encode(Conversation.Of(Template, instruction, input), addGenerationPrompt: true);

    /// <summary>The ids of a conversation up to the answer that is asked for.</summary>
    /// <exception cref="InvalidDataException">The template has no place for it.</exception>
    public int[] Ask(IReadOnlyList<ChatMessage> messages)
    {
        var asked = Conversation.WithSystem(Template, Conversation.Asked(messages));
        if (_chat is not null)
            return _chat.Encode(asked, addGenerationPrompt: true);
        return Conversation.AsText(Template, asked) is { } text ? _model.Tokenizer.Encode(text.Prompt) : throw new InvalidDataException(ManyTurns(asked));
    }

    /// <summary>The rows to learn; those that cannot be learned are listed in it.</summary>
    public EncodedExamples Learn(ExampleEncoder encoder, IReadOnlyList<LearnedRow> rows)
    {
        if (Template.Chat is not { } chat)
            return encoder.EncodeAll(rows.Select(AsText));
        return encoder.EncodeAll(rows.Select(row => row.Messages is { } messages
            ? Conversation.WithSystem(Template, messages) : Conversation.Of(Template, row.Instruction, row.Input, row.Output)), chat);
    }

    private (string Prompt, string Answer) AsText(LearnedRow row, int index) => row.Messages is not { } messages
        ? (Template.Format(row.Instruction, row.Input), row.Output)
        : Conversation.AsText(Template, Conversation.WithSystem(Template, messages)) ?? throw new InvalidDataException($"Row {index}: {ManyTurns(messages)}");

    private static string ManyTurns(IReadOnlyList<ChatMessage> messages) =>
        $"A template of text alone, such as Alpaca's, has no place for the roles {string.Join(", ", messages.Take(8).Select(message => message.Role))}. "
        + "Set Template to PromptTemplate.ModelChat or to a given one, as PromptTemplate.Of(ChatTemplate.ChatML).";
}
