using SafetyML.Torch.Chat;

namespace SafetyML.Prompts;

/// <summary>One row to learn: a request with its answer, or a conversation.</summary>
internal readonly record struct LearnedRow(string Instruction, string Input, string Output, IReadOnlyList<ChatMessage>? Messages = null);
