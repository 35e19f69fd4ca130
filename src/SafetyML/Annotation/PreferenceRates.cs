using SafetyML.Evaluation;
using SafetyML.Reports;
using SafetyML.Statistics;

namespace SafetyML.Annotation;

/// <summary>How often each system's answer is preferred, each rate with n and a 95 % interval.</summary>
public sealed record PreferenceRates
{
    internal PreferenceRates(IReadOnlyCollection<Preference> preferences, int unscored)
    {
        int Count(Preference preference) => preferences.Count(each => each == preference);
        var (first, second) = (Count(Preference.First), Count(Preference.Second));
        First = new Rate(first, preferences.Count, unscored);
        Second = new Rate(second, preferences.Count, unscored);
        Tie = new Rate(Count(Preference.Tie), preferences.Count, unscored);
        FirstOfDecided = first + second == 0 ? null : new Rate(first, first + second, unscored);
        // The exact sign test is McNemar's on the rows that are decided.
        SignTest = McNemar.Exact(first, second);
    }

    /// <summary>The rows in which the first system's answer is preferred.</summary>
    public Rate First { get; }

    /// <summary>The rows in which the second system's answer is preferred.</summary>
    public Rate Second { get; }

    /// <summary>The rows in which neither is.</summary>
    public Rate Tie { get; }

    /// <summary>The first system's part of the rows that are no tie; null where all are ties.</summary>
    public Rate? FirstOfDecided { get; }

    /// <summary>
    /// The two-sided p value of the sign test, ties left out: how likely so uneven a result is if both are equally good; 1 where all are ties.
    /// </summary>
    public double SignTest { get; }

    /// <summary>The three rates and the test on one line.</summary>
    public override string ToString() => $"first {First}, tie {Tie}, second {Second}, sign test {TextLines.PValue("p", SignTest)}";
}
