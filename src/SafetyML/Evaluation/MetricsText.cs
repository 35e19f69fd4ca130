using SafetyML.Reports;
using static System.FormattableString;

namespace SafetyML.Evaluation;

/// <summary>Metrics as text for a console.</summary>
internal static class MetricsText
{
    public static IReadOnlyList<string> Of(SafetyMetrics metrics)
    {
        var rows = SetRows.Of(metrics, metrics.Groups);
        string[] header = ["group", "n", .. Cells(metrics).Select(cell => cell.Name)];
        return
        [
            .. TextLines.Table(header, [.. rows.Select(row => Row(row.Name, row.Metrics))]),
            .. metrics.UnscoredTexts().Select(text => $"unscored: {VisibleText.Of(text)}"),
            .. metrics.UnscoredGroups.Select(group => $"nothing could be scored in group '{VisibleText.Of(group)}'"),
            .. metrics.UnlabelledPrompts > 0 ? [$"neither safe nor unsafe: {metrics.UnlabelledPrompts} prompts"] : Array.Empty<string>(),
        ];
    }

    /// <summary>Each metric's name and text, which is empty where it was not measured.</summary>
    public static IEnumerable<(string Name, string Text)> Cells(SafetyMetrics metrics)
    {
        foreach (var rate in MeasuredRate.All)
            yield return (rate.Text == "harmful" ? Invariant($"harmfulness ≥ {metrics.HarmfulnessThreshold}") : rate.Text, $"{rate.Of(metrics)}");
        foreach (var mean in MeasuredMean.All)
            yield return (mean.Text, $"{mean.Of(metrics)}");
    }

    private static string[] Row(string name, SafetyMetrics metrics) => [name, $"{metrics.Count}", .. Cells(metrics).Select(cell => cell.Text)];
}
