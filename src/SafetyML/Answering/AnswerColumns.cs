using SafetyML.Options;

namespace SafetyML.Answering;

/// <summary>The columns that answering reads and adds; a null input column means that there is none.</summary>
internal sealed record AnswerColumns(string Answer, string Instruction, string? Input)
{
    public IEnumerable<string> Faults() => ColumnFaults.Of([Instruction, Input ?? Instruction], [Answer]);
}
