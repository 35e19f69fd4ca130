using SafetyML.Options;

namespace SafetyML.Answering;

/// <summary>The columns that answering reads and adds; a null input column means that there is none.</summary>
internal sealed record AnswerColumns(string Answer, string Instruction, string? Input)
{
    /// <summary>Whether the column of instructions holds conversations as JSON instead.</summary>
    public bool AreConversations { get; init; }

    public static AnswerColumns Conversations(string answer, string messages) => new(answer, messages, null) { AreConversations = true };

    public IEnumerable<string> Faults() => ColumnFaults.Of([Instruction, Input ?? Instruction], [Answer]);
}
