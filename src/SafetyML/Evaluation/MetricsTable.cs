using Microsoft.Data.Analysis;

namespace SafetyML.Evaluation;

/// <summary>Metrics as a table: a row for all answers, then one for each group in the order of its name.</summary>
internal static class MetricsTable
{
    private const string All = "all";

    public static DataFrame Of(SafetyMetrics metrics)
    {
        var groups = metrics.Groups.OrderBy(group => group.Key, StringComparer.Ordinal);
        List<(string Name, SafetyMetrics Metrics)> rows = [(All, metrics), .. groups.Select(group => (group.Key, group.Value))];
        return new DataFrame(
        [
            new StringDataFrameColumn("Group", rows.Select(row => row.Name)),
            new Int32DataFrameColumn("Count", rows.Select(row => row.Metrics.Refusal.Count)),
            new Int32DataFrameColumn("Unscored", rows.Select(row => row.Metrics.Refusal.Unscored)),
            .. Columns("Refusal", rows.ConvertAll(row => row.Metrics.Refusal)),
            .. Columns("Compliance", rows.ConvertAll(row => row.Metrics.Compliance)),
        ]);
    }

    private static DataFrameColumn[] Columns(string name, List<Rate> rates) =>
    [
        new DoubleDataFrameColumn(name, rates.Select(rate => rate.Value)),
        new DoubleDataFrameColumn($"{name}Low", rates.Select(rate => rate.Low)),
        new DoubleDataFrameColumn($"{name}High", rates.Select(rate => rate.High)),
    ];
}
