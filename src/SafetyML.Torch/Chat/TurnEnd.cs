namespace SafetyML.Torch.Chat;

/// <summary>Finds out what a template writes after an answer, by formatting two conversations and looking at what both have there.</summary>
internal static class TurnEnd
{
    private static readonly ChatMessage[] OneTurn = [new(ChatMessage.User, "u"), new(ChatMessage.Assistant, "a")];
    private static readonly ChatMessage[] TwoTurns = [.. OneTurn, .. OneTurn];

    public static string Of(ChatTemplate template)
    {
        var last = After(template, OneTurn);
        var inner = After(template, TwoTurns);
        return (last is null || inner is null ? last ?? inner ?? "" : last[..last.AsSpan().CommonPrefixLength(inner)]).Trim();
    }

    /// <summary>What follows the first answer; null where the template refuses or changes it.</summary>
    private static string? After(ChatTemplate template, ChatMessage[] messages)
    {
        try
        {
            var text = template.Render(messages, addGenerationPrompt: false);
            var content = text.ContentOf(message: 1).ToList();
            return content.Count == 0 ? null : text.TemplateFrom(content[^1].End);
        }
        catch (ChatTemplateException)
        {
            return null;
        }
    }
}
