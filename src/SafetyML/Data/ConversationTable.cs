using SafetyML.Torch.Chat;

namespace SafetyML.Data;

/// <summary>Conversations as columns of text: the messages as JSON, the last request and the last answer.</summary>
internal sealed class ConversationTable
{
    private readonly List<string> _messages = [];
    private readonly List<string> _instructions = [];
    private readonly List<string> _outputs = [];

    public int Count => _messages.Count;

    public void Add(IReadOnlyList<ChatMessage> messages)
    {
        _messages.Add(MessagesJson.Write(messages));
        _instructions.Add(Last(messages, ChatMessage.User));
        _outputs.Add(messages[^1].Role == ChatMessage.Assistant ? messages[^1].Content : "");
    }

    public TextTable ToView() =>
        new([(ColumnNames.Messages, _messages), (ColumnNames.Instruction, _instructions), (ColumnNames.Output, _outputs)]);

    private static string Last(IReadOnlyList<ChatMessage> messages, string role) => messages.LastOrDefault(message => message.Role == role)?.Content ?? "";
}
