namespace SafetyML.Saving;

/// <summary>The source of a mapping that reads nothing.</summary>
internal sealed class NoColumns;
