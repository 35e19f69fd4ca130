namespace SafetyML.Mapping;

/// <summary>A text column that a mapping reads. An optional one may be absent: its text is then empty.</summary>
internal readonly record struct InputColumn(string Name, bool IsOptional = false);
