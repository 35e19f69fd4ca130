using SafetyML.Torch.Chat;

namespace SafetyML.Prompts;

/// <summary>The messages of one row, and the same as a request and an answer where it is no more than that.</summary>
internal static class Conversation
{
    /// <summary>The messages that a template makes of a request, with the answer if there is one.</summary>
    public static IReadOnlyList<ChatMessage> Of(PromptTemplate template, string instruction, string input, string? answer = null)
    {
        List<ChatMessage> messages = [new(ChatMessage.User, template.Format(instruction, input))];
        if (answer is not null)
            messages.Add(new(ChatMessage.Assistant, answer));
        return WithSystem(template, messages);
    }

    /// <summary>The messages with the template's system message in front, unless they have their own.</summary>
    public static IReadOnlyList<ChatMessage> WithSystem(PromptTemplate template, IReadOnlyList<ChatMessage> messages) =>
        string.IsNullOrEmpty(template.System) || messages is [{ Role: ChatMessage.System }, ..] ? messages : [new(ChatMessage.System, template.System), .. messages];

    /// <summary>A conversation without its last answer: what a model is asked.</summary>
    public static IReadOnlyList<ChatMessage> Asked(IReadOnlyList<ChatMessage> messages) =>
        messages is [.., { Role: ChatMessage.Assistant }] ? [.. messages.Take(messages.Count - 1)] : messages;

    /// <summary>The prompt and the answer of a conversation of one turn, for a template without a chat frame; null where it has more turns.</summary>
    public static (string Prompt, string Answer)? AsText(PromptTemplate template, IReadOnlyList<ChatMessage> messages)
    {
        var system = messages is [{ Role: ChatMessage.System }, ..] ? messages[0].Content : null;
        var turns = messages.Skip(system is null ? 0 : 1).ToList();
        if (turns is not ([{ Role: ChatMessage.User }] or [{ Role: ChatMessage.User }, { Role: ChatMessage.Assistant }]))
            return null;
        var prompt = (system is null ? template : template with { System = system }).Format(turns[0].Content);
        return (prompt, turns.Count > 1 ? turns[1].Content : "");
    }
}
