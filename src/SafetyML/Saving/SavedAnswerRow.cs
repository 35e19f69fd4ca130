using Microsoft.ML.Data;

namespace SafetyML.Saving;

/// <summary>What a saved scorer of answers reads.</summary>
internal sealed class SavedAnswerRow
{
    [ColumnName(SavedColumns.Answer)]
    public string Answer { get; set; } = "";

    [ColumnName(SavedColumns.Prompt)]
    public string Prompt { get; set; } = "";

    [ColumnName(SavedColumns.State)]
    public ReadOnlyMemory<char> State { get; set; }
}
