using System.Text.Json;

namespace SafetyML.Data;

/// <summary>A conversation of one request and one answer, with or without a system message before it.</summary>
internal static class ChatMessages
{
    private static readonly string[] Roles = ["system", "user", "assistant"];

    public static InstructionRow ToInstruction(object? messages)
    {
        if (messages is not JsonField { Element: { ValueKind: JsonValueKind.Array } array })
            throw new RowFaultException($"\"messages\" is {messages ?? "null"}; an array is expected.");
        var turns = array.EnumerateArray().Select(ToTurn).ToList();
        var system = turns is [{ Role: "system" }, ..] ? turns[0].Text : null;
        if (turns[(system is null ? 0 : 1)..] is not [{ Role: "user" } request, { Role: "assistant" } answer])
            throw new RowFaultException($"\"messages\" holds the roles {string.Join(", ", turns.Select(turn => turn.Role))}; "
                + "one user message and one assistant message are expected, after at most one system message. Split longer conversations.");
        if (string.IsNullOrWhiteSpace(request.Text))
            throw new RowFaultException("the user message is empty.");
        return new InstructionRow(system is null ? request.Text : $"{system}\n\n{request.Text}", "", answer.Text);
    }

    private static (string Role, string Text) ToTurn(JsonElement message)
    {
        var row = JsonSource.ToRow(0, message);
        var role = row.Text("role");
        if (!Roles.Contains(role))
            throw new RowFaultException($"\"role\" is \"{role}\"; system, user and assistant are known.");
        var hasParts = row.Has("content") && row["content"] is JsonField { Element.ValueKind: JsonValueKind.Array };
        return (role, hasParts ? Join(((JsonField)row["content"]!).Element) : row.Text("content"));
    }

    private static string Join(JsonElement parts) =>
        string.Concat(parts.EnumerateArray().Select(part => JsonSource.ToRow(0, part).Text("text")));
}
