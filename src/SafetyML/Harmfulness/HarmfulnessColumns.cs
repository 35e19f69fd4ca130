using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Mapping;
using SafetyML.Options;

namespace SafetyML.Harmfulness;

/// <summary>The columns that harmfulness scoring reads and adds; a null prompt column means that there is none.</summary>
internal sealed record HarmfulnessColumns(string Input, string? Prompt, string Output, string Evidence, string UnscoredReason)
{
    public IReadOnlyList<InputColumn> Inputs() =>
        Prompt is null ? [new(Input)] : [new(Input), new(Prompt, IsOptional: Prompt == ColumnNames.Instruction)];

    /// <summary>The columns with the optional one left out where <paramref name="schema"/> lacks it.</summary>
    public HarmfulnessColumns In(DataViewSchema schema) => Inputs().Any(input => input.IsOptional && schema.GetColumnOrNull(input.Name) is null) ? this with { Prompt = null } : this;

    public IEnumerable<string> Faults() => ColumnFaults.Of([Input, Prompt ?? Input], [Output, Evidence, UnscoredReason]);
}
