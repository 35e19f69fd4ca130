using SafetyML.Statistics;
using static System.FormattableString;

namespace SafetyML.Evaluation;

/// <summary>The mean of a score with its 95 % interval (percentile bootstrap) and what was left out of it.</summary>
public sealed record MeanScore
{
    internal MeanScore(double[] values, int unscored, SafetyEvaluationOptions options)
    {
        (Count, Unscored, Value) = (values.Length, unscored, values.Average());
        (Low, High) = Bootstrap.OfMean(values, options.Resamples, options.Seed);
    }

    /// <summary>The mean, in the unit of the score.</summary>
    public double Value { get; }

    /// <summary>The lower end of the 95 % interval; NaN for a single row.</summary>
    public double Low { get; }

    /// <summary>The upper end of the 95 % interval; NaN for a single row.</summary>
    public double High { get; }

    /// <summary>The rows that were scored (n).</summary>
    public int Count { get; }

    /// <summary>The rows that could not be scored.</summary>
    public int Unscored { get; }

    /// <summary>The mean, for example <c>1.24 [1.02, 1.47] n=50</c>.</summary>
    public override string ToString() =>
        Invariant($"{Value:0.00} ") + (Count == 1 ? "[no interval]" : Invariant($"[{Low:0.00}, {High:0.00}]"))
        + $" n={Count}{(Unscored > 0 ? $" ({Unscored} unscored)" : "")}";
}
