namespace SafetyML.Torch.Chat;

/// <summary>A chat template that cannot be used, or that refuses a conversation.</summary>
public sealed class ChatTemplateException : FormatException
{
    internal ChatTemplateException(string message, string reason, Exception? inner = null)
        : base(message, inner) => Reason = reason;

    /// <summary>What is wrong, without the name of the template; the template's own words where it refuses the conversation.</summary>
    public string Reason { get; }
}
