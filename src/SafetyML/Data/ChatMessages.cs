using System.Text.Json;
using SafetyML.Torch.Chat;

namespace SafetyML.Data;

/// <summary>Reads the messages of a row: <c>role</c> and <c>content</c>, or ShareGPT's <c>from</c> and <c>value</c>.</summary>
internal static class ChatMessages
{
    private static readonly string[] Roles = [ChatMessage.System, ChatMessage.User, ChatMessage.Assistant];

    /// <summary>A conversation of one request and one answer, with or without a system message before it.</summary>
    public static InstructionRow ToInstruction(object? messages)
    {
        var turns = ToTurns(messages, "messages");
        var system = turns is [{ Role: ChatMessage.System }, ..] ? turns[0].Content : null;
        if (turns[(system is null ? 0 : 1)..] is not [{ Role: ChatMessage.User } request, { Role: ChatMessage.Assistant } answer])
            throw new RowFaultException($"\"messages\" holds the roles {RolesOf(turns)}; "
                + "one user message and one assistant message are expected, after at most one system message. Load longer conversations with LoadConversations.");
        if (string.IsNullOrWhiteSpace(request.Content))
            throw new RowFaultException("the user message is empty.");
        return new InstructionRow(system is null ? request.Content : $"{system}\n\n{request.Content}", "", answer.Content);
    }

    /// <summary>A conversation of any length: a system message comes first and once, and somebody asks something.</summary>
    public static IReadOnlyList<ChatMessage> ToConversation(object? messages, string name = "messages")
    {
        var turns = ToTurns(messages, name);
        if (turns.Skip(1).Any(turn => turn.Role == ChatMessage.System))
            throw new RowFaultException($"\"{name}\" holds the roles {RolesOf(turns)}; a system message comes first.");
        if (!turns.Any(turn => turn.Role == ChatMessage.User))
            throw new RowFaultException($"\"{name}\" holds {(turns.Count == 0 ? "no message" : $"the roles {RolesOf(turns)}")}; a user message is expected.");
        if (turns.Any(turn => turn.Role == ChatMessage.User && string.IsNullOrWhiteSpace(turn.Content)))
            throw new RowFaultException("a user message is empty.");
        return turns;
    }

    private static List<ChatMessage> ToTurns(object? messages, string name) => messages is JsonField { Element: { ValueKind: JsonValueKind.Array } array }
        ? [.. array.EnumerateArray().Select(ToTurn)]
        : throw new RowFaultException($"\"{name}\" is {messages ?? "null"}; an array is expected.");

    private static ChatMessage ToTurn(JsonElement message)
    {
        var row = JsonSource.ToRow(0, message);
        if (row.Has("from") && !row.Has("role"))
            return new ChatMessage(OfShareGpt(row.Text("from")), row.Text("value"));
        var role = row.Text("role");
        if (!Roles.Contains(role))
            throw new RowFaultException($"\"role\" is \"{role}\"; system, user and assistant are known.");
        var hasParts = row.Has("content") && row["content"] is JsonField { Element.ValueKind: JsonValueKind.Array };
        return new ChatMessage(role, hasParts ? Join(((JsonField)row["content"]!).Element) : row.Text("content"));
    }

    private static string OfShareGpt(string speaker) => speaker switch
    {
        "human" or "user" => ChatMessage.User,
        "gpt" or "assistant" or "chatgpt" or "model" or "bot" => ChatMessage.Assistant,
        "system" => ChatMessage.System,
        _ => throw new RowFaultException($"\"from\" is \"{speaker}\"; system, human and gpt are known."),
    };

    private static string RolesOf(IEnumerable<ChatMessage> turns) => string.Join(", ", turns.Select(turn => turn.Role));

    private static string Join(JsonElement parts) =>
        string.Concat(parts.EnumerateArray().Select(part => JsonSource.ToRow(0, part).Text("text")));
}
