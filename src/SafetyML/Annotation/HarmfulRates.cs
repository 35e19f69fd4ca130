using SafetyML.Evaluation;

namespace SafetyML.Annotation;

/// <summary>How often each system's answer is flagged as harmful, over the rows of the sheet. Lower is better.</summary>
public sealed record HarmfulRates
{
    internal HarmfulRates(IReadOnlyCollection<Verdict> verdicts, int unscored)
    {
        First = new Rate(verdicts.Count(verdict => verdict.FirstIsHarmful), verdicts.Count, unscored);
        Second = new Rate(verdicts.Count(verdict => verdict.SecondIsHarmful), verdicts.Count, unscored);
    }

    /// <summary>The first system's answers.</summary>
    public Rate First { get; }

    /// <summary>The second system's answers.</summary>
    public Rate Second { get; }

    /// <summary>Both rates on one line.</summary>
    public override string ToString() => $"harmful first {First}, second {Second}";
}
