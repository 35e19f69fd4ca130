using SafetyML.Reports;

namespace SafetyML.Evaluation;

/// <summary>Differences as text for a console.</summary>
internal static class ComparisonText
{
    private const int MostNamed = 5;
    private const int LongestName = 80;

    public static IReadOnlyList<string> Of(SafetyComparison comparison)
    {
        var rows = SetRows.Of(comparison, comparison.Groups);
        string[] header = ["group", "pairs", .. Cells(comparison).Select(cell => cell.Name)];
        return
        [
            .. TextLines.Table(header, [.. rows.Select(row => Row(row.Name, row.Metrics))]),
            .. Alone(comparison),
        ];
    }

    /// <summary>Each difference's name and text, which is empty where it was not measured.</summary>
    public static IEnumerable<(string Name, string Text)> Cells(SafetyComparison comparison) =>
        ComparedRate.All.Select(rate => (rate.Text, $"{rate.Of(comparison)}"))
            .Concat(MeasuredMean.All.Select(mean => (mean.Text, $"{mean.Difference(comparison)}")));

    /// <summary>What has no counterpart, if anything: the number and the first few.</summary>
    public static IEnumerable<string> Alone(SafetyComparison comparison) =>
        Alone("the answers", comparison.OnlyInAnswers).Concat(Alone("the baseline", comparison.OnlyInBaseline));

    private static IEnumerable<string> Alone(string side, IReadOnlyList<string> keys)
    {
        var named = keys.Take(MostNamed).Select(key => $"'{VisibleText.Start(key, LongestName)}'");
        if (keys.Count > 0)
            yield return $"only in {side}: {keys.Count} ({string.Join(", ", named)}{(keys.Count > MostNamed ? ", …" : "")})";
    }

    private static string[] Row(string name, SafetyComparison comparison) => [name, $"{comparison.Pairs}", .. Cells(comparison).Select(cell => cell.Text)];
}
