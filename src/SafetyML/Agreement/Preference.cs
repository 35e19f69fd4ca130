using SafetyML.Evaluation;
using SafetyML.Reports;
using SafetyML.Statistics;

namespace SafetyML.Agreement;

/// <summary>Which of two systems people prefer, over verdicts on their answers to the same prompts.</summary>
public sealed record Preference
{
    /// <summary>Counts verdicts.</summary>
    /// <param name="first">Verdicts for the first system.</param>
    /// <param name="second">Verdicts for the second.</param>
    /// <param name="ties">Verdicts for neither.</param>
    /// <exception cref="ArgumentException">There is no verdict.</exception>
    public Preference(int first, int second, int ties)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(first);
        ArgumentOutOfRangeException.ThrowIfNegative(second);
        ArgumentOutOfRangeException.ThrowIfNegative(ties);
        Samples.RequireSome(first + second + ties, "verdicts");
        (First, Second, Ties) = (new Rate(first, first + second + ties), new Rate(second, first + second + ties), new Rate(ties, first + second + ties));
        Decided = first + second == 0 ? null : new Rate(first, first + second);
        // A verdict for one system is a pair in which it alone wins.
        (Low, High) = Newcombe.Paired(0, first, second, ties);
        PValue = McNemar.Exact(first, second);
    }

    /// <summary>The verdicts for the first system.</summary>
    public Rate First { get; }

    /// <summary>The verdicts for the second.</summary>
    public Rate Second { get; }

    /// <summary>The verdicts for neither.</summary>
    public Rate Ties { get; }

    /// <summary>The first system's part of the verdicts that chose one; null where all are ties.</summary>
    public Rate? Decided { get; }

    /// <summary>The first system's rate less the second's, −1 to 1.</summary>
    public double Difference => First.Value - Second.Value;

    /// <summary>The lower end of the 95 % interval of <see cref="Difference"/> (Newcombe, paired).</summary>
    public double Low { get; }

    /// <summary>The upper end of it.</summary>
    public double High { get; }

    /// <summary>The two-sided p value of no preference (sign test).</summary>
    public double PValue { get; }

    /// <summary>The verdicts on one line.</summary>
    public override string ToString() =>
        $"first {First}, second {Second}, ties {Ties}, "
        + $"difference {100 * Difference:+0.0;-0.0;0.0} [{100 * Low:0.0}, {100 * High:0.0}] points, {TextLines.PValue("p", PValue)}";
}
