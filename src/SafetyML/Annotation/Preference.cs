namespace SafetyML.Annotation;

/// <summary>Which system's answer an annotator prefers.</summary>
public enum Preference
{
    /// <summary>The first system's.</summary>
    First,

    /// <summary>Neither.</summary>
    Tie,

    /// <summary>The second system's.</summary>
    Second,
}
