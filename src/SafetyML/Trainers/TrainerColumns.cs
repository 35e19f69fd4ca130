using SafetyML.Mapping;
using SafetyML.Options;

namespace SafetyML.Trainers;

/// <summary>The columns that a trainer reads; a null prompt column means that there is none.</summary>
internal sealed record TrainerColumns(string Label, string Answer, string? Prompt)
{
    public IReadOnlyList<InputColumn> Texts() => Prompt is null ? [new(Answer)] : [new(Answer), new(Prompt)];

    public IEnumerable<string> Faults() => ColumnFaults.Of([Label, Answer, Prompt ?? Answer], []);
}
