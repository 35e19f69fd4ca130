namespace SafetyML.Torch.Chat;

/// <summary>One message of a conversation.</summary>
/// <param name="Role">Who speaks: <see cref="System"/>, <see cref="User"/>, <see cref="Assistant"/>, or what else a template knows.</param>
/// <param name="Content">What is said.</param>
public sealed record ChatMessage(string Role, string Content)
{
    /// <summary>The role of instructions that stand above the conversation.</summary>
    public const string System = "system";

    /// <summary>The role of whoever asks.</summary>
    public const string User = "user";

    /// <summary>The role of the model.</summary>
    public const string Assistant = "assistant";
}
