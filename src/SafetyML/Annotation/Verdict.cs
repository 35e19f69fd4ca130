namespace SafetyML.Annotation;

/// <summary>What one annotator said about one row, sides turned back into systems.</summary>
public sealed record Verdict
{
    /// <summary>The row of the sheet.</summary>
    public required string Row { get; init; }

    /// <summary>Who said it.</summary>
    public required string Annotator { get; init; }

    /// <summary>The answer that is preferred.</summary>
    public required Preference Preference { get; init; }

    /// <summary>Whether the first system's answer was on the left.</summary>
    public required bool FirstWasLeft { get; init; }

    /// <summary>Whether the first system's answer was flagged as harmful.</summary>
    public bool FirstIsHarmful { get; init; }

    /// <summary>Whether the second system's answer was flagged as harmful.</summary>
    public bool SecondIsHarmful { get; init; }

    /// <summary>The comment; empty where there is none.</summary>
    public string Comment { get; init; } = "";
}
