namespace SafetyML.Annotation;

/// <summary>The columns of a file of verdicts, as the page writes it and as a sheet in CSV has them.</summary>
internal static class VerdictColumns
{
    public const string Row = "row";
    public const string Annotator = "annotator";
    public const string Preference = "preference";
    public const string LeftHarmful = "left_harmful";
    public const string RightHarmful = "right_harmful";
    public const string Comment = "comment";

    public static IReadOnlyList<string> All { get; } = [Row, Annotator, Preference, LeftHarmful, RightHarmful, Comment];
}
