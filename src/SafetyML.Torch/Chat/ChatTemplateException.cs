namespace SafetyML.Torch.Chat;

/// <summary>A chat template that cannot be used, or that refuses a conversation.</summary>
public sealed class ChatTemplateException : FormatException
{
    internal ChatTemplateException(string message, string reason, Exception? inner = null, bool isRefusal = false)
        : base(message, inner) => (Reason, IsRefusal) = (reason, isRefusal);

    /// <summary>What is wrong, without the name of the template; the template's own words where it refuses the conversation.</summary>
    public string Reason { get; }

    /// <summary>Whether the template itself refuses the conversation, as for roles in the wrong order; otherwise the template is at fault.</summary>
    public bool IsRefusal { get; }
}
