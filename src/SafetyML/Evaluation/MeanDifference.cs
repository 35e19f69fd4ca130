using SafetyML.Reports;
using SafetyML.Statistics;
using static System.FormattableString;

namespace SafetyML.Evaluation;

/// <summary>A mean less the baseline's over the same prompts, with its 95 % interval (bootstrap of the pairs) and test (Wilcoxon signed rank).</summary>
public sealed record MeanDifference
{
    internal MeanDifference(double[] answers, double[] baseline, int unscored, SafetyEvaluationOptions options)
    {
        (Count, Unscored) = (answers.Length, unscored);
        (Answers, Baseline) = (answers.Average(), baseline.Average());
        (Low, High) = Bootstrap.OfMean(Samples.Differences(answers, baseline), options.Resamples, options.Seed);
        PValue = WilcoxonSignedRank.PValue(answers, baseline);
    }

    /// <summary>The answers' mean over the pairs that both sides scored.</summary>
    public double Answers { get; }

    /// <summary>The baseline's mean over the same pairs.</summary>
    public double Baseline { get; }

    /// <summary>The answers' mean less the baseline's.</summary>
    public double Value => Answers - Baseline;

    /// <summary>The lower end of the 95 % interval; NaN for a single pair.</summary>
    public double Low { get; }

    /// <summary>The upper end of the 95 % interval; NaN for a single pair.</summary>
    public double High { get; }

    /// <summary>The pairs that both sides scored (n).</summary>
    public int Count { get; }

    /// <summary>The pairs that one side or both could not score.</summary>
    public int Unscored { get; }

    /// <summary>The two-sided p value of no difference.</summary>
    public double PValue { get; }

    /// <summary>The p value adjusted for the number of groups (Holm); null where there are none.</summary>
    public double? AdjustedPValue { get; internal init; }

    /// <summary>The difference, for example <c>-0.42 [-0.61, -0.22], n=50, p=0.0003</c>.</summary>
    public override string ToString() =>
        Invariant($"{Value:+0.00;-0.00;0.00} ") + (Count == 1 ? "[no interval]" : Invariant($"[{Low:0.00}, {High:0.00}]"))
        + $", n={Count}, {TextLines.PValue("p", PValue)}"
        + (AdjustedPValue is { } adjusted ? $" ({TextLines.PValue("Holm p", adjusted)})" : "") + (Unscored > 0 ? $" ({Unscored} unscored)" : "");
}
