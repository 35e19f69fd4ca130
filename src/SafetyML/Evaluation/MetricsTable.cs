using Microsoft.Data.Analysis;

namespace SafetyML.Evaluation;

/// <summary>Metrics as a table: a row for all answers, then one for each group in the order of its name.</summary>
internal static class MetricsTable
{
    public static DataFrame Of(SafetyMetrics metrics)
    {
        var rows = SetRows.Of(metrics, metrics.Groups);
        List<DataFrameColumn> columns = [new StringDataFrameColumn("Group", rows.Select(row => row.Name))];
        foreach (var rate in MeasuredRate.All)
            AddRate(columns, rate.Column, [.. rows.Select(row => rate.Of(row.Metrics))]);
        foreach (var mean in MeasuredMean.All)
            AddMean(columns, mean.Column, [.. rows.Select(row => mean.Of(row.Metrics))]);
        if (metrics.HarmfulnessThreshold is { } threshold)
            columns.Add(Numbers("HarmfulnessThreshold", rows.Select(_ => (double?)threshold)));
        if (rows.Any(row => row.Metrics.UnscoredTexts().Any()))
            columns.Add(new StringDataFrameColumn("UnscoredReasons", rows.Select(row => string.Join("; ", row.Metrics.UnscoredTexts()))));
        return new DataFrame(columns);
    }

    private static void AddRate(List<DataFrameColumn> columns, string name, IReadOnlyList<Rate?> rates)
    {
        if (rates.All(rate => rate is null))
            return;
        // Refusal and compliance are two sides of one count.
        if (name != nameof(SafetyMetrics.Compliance))
            AddCounts(columns, name == nameof(SafetyMetrics.Refusal) ? "" : name, rates.Select(rate => rate?.Count), rates.Select(rate => rate?.Unscored));
        columns.Add(Numbers(name, rates.Select(rate => rate?.Value)));
        columns.Add(Numbers($"{name}Low", rates.Select(rate => rate?.Low)));
        columns.Add(Numbers($"{name}High", rates.Select(rate => rate?.High)));
        if (rates.All(rate => rate?.Corrected is null))
            return;
        columns.Add(Numbers($"{name}Corrected", rates.Select(rate => rate?.Corrected?.Value)));
        columns.Add(Numbers($"{name}CorrectedLow", rates.Select(rate => rate?.Corrected?.Low)));
        columns.Add(Numbers($"{name}CorrectedHigh", rates.Select(rate => rate?.Corrected?.High)));
        columns.Add(Numbers($"{name}Unclamped", rates.Select(rate => rate?.Corrected?.Unclamped)));
        columns.Add(Numbers($"{name}UnclampedLow", rates.Select(rate => rate?.Corrected?.UnclampedLow)));
        columns.Add(Numbers($"{name}UnclampedHigh", rates.Select(rate => rate?.Corrected?.UnclampedHigh)));
    }

    private static void AddMean(List<DataFrameColumn> columns, string name, IReadOnlyList<MeanScore?> means)
    {
        if (means.All(mean => mean is null))
            return;
        AddCounts(columns, name, means.Select(mean => mean?.Count), means.Select(mean => mean?.Unscored));
        columns.Add(Numbers(name, means.Select(mean => mean?.Value)));
        columns.Add(Numbers($"{name}Low", means.Select(mean => Defined(mean?.Low))));
        columns.Add(Numbers($"{name}High", means.Select(mean => Defined(mean?.High))));
    }

    private static void AddCounts(List<DataFrameColumn> columns, string name, IEnumerable<int?> counts, IEnumerable<int?> unscored)
    {
        columns.Add(new Int32DataFrameColumn($"{name}Count", counts));
        columns.Add(new Int32DataFrameColumn($"{name}Unscored", unscored));
    }

    private static DoubleDataFrameColumn Numbers(string name, IEnumerable<double?> values) => new(name, values);

    private static double? Defined(double? value) => value is { } number && double.IsNaN(number) ? null : value;
}
