using Microsoft.ML.Data;

namespace SafetyML.Saving;

/// <summary>The constant that every row carries, so that a value mapping can hand it the state.</summary>
internal sealed class StateKey
{
    [ColumnName(SavedColumns.Key)]
    public int Key { get; set; }

    [ColumnName(SavedColumns.Empty)]
    public string Empty { get; set; } = "";
}
