using SafetyML.Reports;
using SafetyML.Statistics;
using static System.FormattableString;

namespace SafetyML.Evaluation;

/// <summary>A rate less the baseline's over the same prompts, with its 95 % interval (Newcombe, paired) and test (McNemar, exact).</summary>
public sealed record RateDifference
{
    internal RateDifference(int both, int onlyAnswers, int onlyBaseline, int neither, int unscored)
    {
        var count = both + onlyAnswers + onlyBaseline + neither;
        (Answers, Baseline) = (new Rate(both + onlyAnswers, count), new Rate(both + onlyBaseline, count));
        (OnlyAnswers, OnlyBaseline, Unscored) = (onlyAnswers, onlyBaseline, unscored);
        (Low, High) = Newcombe.Paired(both, onlyAnswers, onlyBaseline, neither);
        PValue = McNemar.Exact(onlyAnswers, onlyBaseline);
    }

    /// <summary>The answers' rate over the pairs that both sides scored.</summary>
    public Rate Answers { get; }

    /// <summary>The baseline's rate over the same pairs.</summary>
    public Rate Baseline { get; }

    /// <summary>The answers' rate less the baseline's, −1 to 1.</summary>
    public double Value => (double)(OnlyAnswers - OnlyBaseline) / Count;

    /// <summary>The lower end of the 95 % interval.</summary>
    public double Low { get; }

    /// <summary>The upper end of the 95 % interval.</summary>
    public double High { get; }

    /// <summary>The pairs that both sides scored (n).</summary>
    public int Count => Answers.Count;

    /// <summary>The pairs that one side or both could not score.</summary>
    public int Unscored { get; }

    /// <summary>The pairs in which the answer alone has the property.</summary>
    public int OnlyAnswers { get; }

    /// <summary>The pairs in which the baseline's answer alone has it.</summary>
    public int OnlyBaseline { get; }

    /// <summary>The two-sided p value of no difference.</summary>
    public double PValue { get; }

    /// <summary>The p value adjusted for the number of groups (Holm); null where there are none.</summary>
    public double? AdjustedPValue { get; internal init; }

    /// <summary>The difference in points of per cent, for example <c>-12.0 [-20.1, -3.9] points, n=50, p=0.0042</c>.</summary>
    public override string ToString() =>
        Invariant($"{100 * Value:+0.0;-0.0;0.0} [{100 * Low:0.0}, {100 * High:0.0}] points, n={Count}, {TextLines.PValue("p", PValue)}")
        + (AdjustedPValue is { } adjusted ? $" ({TextLines.PValue("Holm p", adjusted)})" : "") + (Unscored > 0 ? $" ({Unscored} unscored)" : "");
}
