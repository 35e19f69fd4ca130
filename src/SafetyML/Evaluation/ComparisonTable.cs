using Microsoft.Data.Analysis;

namespace SafetyML.Evaluation;

/// <summary>Differences as a table, a row for each metric of each group.</summary>
internal static class ComparisonTable
{
    public static DataFrame Of(SafetyComparison comparison)
    {
        var lines = SetRows.Of(comparison, comparison.Groups).SelectMany(row => Lines(row.Name, row.Metrics)).ToList();
        return new DataFrame(
        [
            new StringDataFrameColumn("Group", lines.Select(line => line.Group)),
            new StringDataFrameColumn("Metric", lines.Select(line => line.Metric)),
            new DoubleDataFrameColumn("Answers", lines.Select(line => line.Answers)),
            new DoubleDataFrameColumn("Baseline", lines.Select(line => line.Baseline)),
            new DoubleDataFrameColumn("Difference", lines.Select(line => line.Difference)),
            new DoubleDataFrameColumn("Low", lines.Select(line => line.Low)),
            new DoubleDataFrameColumn("High", lines.Select(line => line.High)),
            new Int32DataFrameColumn("Count", lines.Select(line => line.Count)),
            new Int32DataFrameColumn("Unscored", lines.Select(line => line.Unscored)),
            new DoubleDataFrameColumn("PValue", lines.Select(line => line.PValue)),
            new DoubleDataFrameColumn("AdjustedPValue", lines.Select(line => line.AdjustedPValue)),
        ]);
    }

    private static IEnumerable<Line> Lines(string group, SafetyComparison comparison)
    {
        foreach (var compared in ComparedRate.All)
            if (compared.Of(comparison) is { } rate)
                yield return new(
                    group, compared.Column, rate.Answers.Value, rate.Baseline.Value, rate.Value, rate.Low, rate.High, rate.Count, rate.Unscored,
                    rate.PValue, rate.AdjustedPValue);
        foreach (var measured in MeasuredMean.All)
            if (measured.Difference(comparison) is { } mean)
                yield return new(
                    group, measured.Column, mean.Answers, mean.Baseline, mean.Value, Defined(mean.Low), Defined(mean.High), mean.Count, mean.Unscored,
                    mean.PValue, mean.AdjustedPValue);
    }

    private static double? Defined(double value) => double.IsNaN(value) ? null : value;

    private sealed record Line(
        string Group,
        string Metric,
        double Answers,
        double Baseline,
        double Difference,
        double? Low,
        double? High,
        int Count,
        int Unscored,
        double PValue,
        double? AdjustedPValue);
}
