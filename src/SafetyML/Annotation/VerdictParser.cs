using SafetyML.Data;

namespace SafetyML.Annotation;

/// <summary>Turns a row of a file into a verdict.</summary>
internal sealed class VerdictParser(AnnotationKey key, string defaultAnnotator)
{
    /// <summary>The verdict; null where no preference is given.</summary>
    /// <exception cref="RowFaultException">The row is bad.</exception>
    public Verdict? Parse(SourceRow source)
    {
        var row = source.NonEmptyText(VerdictColumns.Row).Trim();
        if (!key.FirstIsLeft.TryGetValue(row, out var firstIsLeft))
            throw new RowFaultException(
                $"row '{row}' is not in the key, whose rows begin with '{key.Sheet}-'. Give the key that was exported with this sheet.");
        var (left, right) = (IsFlagged(source, VerdictColumns.LeftHarmful), IsFlagged(source, VerdictColumns.RightHarmful));
        if (PreferenceOf(source, firstIsLeft) is not { } preference)
            return null;
        return new Verdict
        {
            Row = row,
            Annotator = AnnotatorOf(source),
            Preference = preference,
            FirstWasLeft = firstIsLeft,
            FirstIsHarmful = firstIsLeft ? left : right,
            SecondIsHarmful = firstIsLeft ? right : left,
            Comment = Unescape(source.TextOrEmpty(VerdictColumns.Comment)),
        };
    }

    public string AnnotatorOf(SourceRow source) =>
        Unescape(source.TextOrEmpty(VerdictColumns.Annotator).Trim()) is { Length: > 0 } name ? name : defaultAnnotator.Trim();

    private static Preference? PreferenceOf(SourceRow source, bool firstIsLeft) => source.Text(VerdictColumns.Preference).Trim().ToLowerInvariant() switch
    {
        "" => null,
        "tie" => Preference.Tie,
        "left" => firstIsLeft ? Preference.First : Preference.Second,
        "right" => firstIsLeft ? Preference.Second : Preference.First,
        var other => throw new RowFaultException($"\"{VerdictColumns.Preference}\" is '{other}'; left, right or tie is expected."),
    };

    private static bool IsFlagged(SourceRow source, string name) => source.TextOrEmpty(name).Trim().ToLowerInvariant() switch
    {
        "" or "no" or "false" or "0" => false,
        "yes" or "true" or "1" or "x" => true,
        var other => throw new RowFaultException($"\"{name}\" is '{other}'; yes or no is expected."),
    };

    // The page puts an apostrophe before what a spreadsheet would take for a formula.
    private static string Unescape(string text) => text is ['\'', '=' or '+' or '-' or '@' or '\t' or '\r', ..] ? text[1..] : text;
}
