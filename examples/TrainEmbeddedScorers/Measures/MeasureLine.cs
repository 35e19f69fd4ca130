using SafetyML.Statistics;

namespace TrainEmbeddedScorers.Measures;

/// <summary>One number of the table: what was measured, on how many rows, with its 95 % interval where there is one, and the number that was asked for.</summary>
internal sealed record MeasureLine(string Name, int Count, double Value, Interval Interval, double? Asked = null, bool LowerIsBetter = false)
{
    public bool? Reached => Asked is not { } asked ? null : LowerIsBetter ? Value <= asked : Value >= asked;

    public string ValueText => Format(Value);

    public string IntervalText => double.IsNaN(Interval.Low) ? "" : $"{Format(Interval.Low)} to {Format(Interval.High)}";

    public string AskedText => Asked is not { } asked ? "" : $"{(LowerIsBetter ? "≤" : "≥")} {Format(asked)}{(Reached == true ? "" : " (not reached)")}";

    private static string Format(double value) => value >= 1000 ? $"{value:N0}" : $"{value:F3}";
}
