using System.Text;
using Microsoft.Data.Analysis;
using SafetyML.Evaluation;

namespace SafetyML.Annotation;

/// <summary>What people prefer, and how far they agree.</summary>
public sealed record AnnotationResults
{
    internal AnnotationResults(AnnotationKey key, IReadOnlyList<Verdict> verdicts, IReadOnlyDictionary<string, int> missing)
    {
        (FirstName, SecondName, Verdicts) = (key.First, key.Second, verdicts);
        var majority = verdicts.GroupBy(verdict => verdict.Row).Select(row => Majority(row.Select(verdict => verdict.Preference))).ToList();
        Preferences = new PreferenceRates(majority, key.FirstIsLeft.Count - majority.Count);
        Annotators = verdicts.GroupBy(verdict => verdict.Annotator)
            .ToDictionary(group => group.Key, group => new PreferenceRates([.. group.Select(verdict => verdict.Preference)], missing[group.Key]));
        Harmful = key.AsksHarmful ? new HarmfulRates([.. verdicts], missing.Values.Sum()) : null;
        LeftOfDecided = LeftRate(verdicts);
        Agreement = AnnotatorAgreement.Of(verdicts);
    }

    /// <summary>What the first system is called.</summary>
    public string FirstName { get; }

    /// <summary>What the second system is called.</summary>
    public string SecondName { get; }

    /// <summary>
    /// The preference over the rows of the sheet. Of several annotators the most frequent one counts for a row, and a draw between them is a tie.
    /// </summary>
    public PreferenceRates Preferences { get; }

    /// <summary>The preference of each annotator.</summary>
    public IReadOnlyDictionary<string, PreferenceRates> Annotators { get; }

    /// <summary>The answers that were flagged as harmful; null where the sheet did not ask.</summary>
    public HarmfulRates? Harmful { get; }

    /// <summary>How often the left answer was preferred in verdicts that are no tie: far from a half, the side decided and not the answer. Null where all are
    /// ties.</summary>
    public Rate? LeftOfDecided { get; }

    /// <summary>The agreement between annotators; null for one.</summary>
    public AnnotatorAgreement? Agreement { get; }

    /// <summary>Every verdict.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; }

    /// <summary>The preferences as a table: a row <c>all</c>, then one for each annotator.</summary>
    /// <returns>Columns <c>Annotator</c>, <c>Count</c>, <c>Unscored</c>, then from 0 to 1 with their intervals <c>First</c>, <c>FirstLow</c>, <c>FirstHigh</c>,
    /// <c>Tie</c>, …, <c>Second</c>, …, and the p value <c>SignTest</c>.</returns>
    public DataFrame ToDataFrame() => PreferenceTable.Of(this);

    /// <summary>The results, a line each.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"first is {FirstName}, second is {SecondName}\nall: {Preferences}");
        foreach (var (annotator, rates) in Annotators)
            text.Append($"\n{annotator}: {rates}");
        if (Harmful is not null)
            text.Append($"\nharmful: first {Harmful.First}, second {Harmful.Second}");
        if (LeftOfDecided is not null)
            text.Append($"\nleft preferred: {LeftOfDecided}");
        foreach (var pair in Agreement?.Pairs ?? [])
            text.Append($"\nCohen's kappa {pair.First}, {pair.Second}: {pair.Kappa:0.000} [{pair.Low:0.000}, {pair.High:0.000}] n={pair.Count}");
        if (Agreement is not null)
            text.Append($"\nFleiss' kappa {Agreement.Fleiss:0.000} n={Agreement.FleissRows}, Krippendorff's alpha {Agreement.Krippendorff:0.000}");
        return text.ToString();
    }

    private static Preference Majority(IEnumerable<Preference> preferences)
    {
        var counts = preferences.CountBy(preference => preference).OrderByDescending(count => count.Value).ToList();
        return counts.Count > 1 && counts[0].Value == counts[1].Value ? Preference.Tie : counts[0].Key;
    }

    private static Rate? LeftRate(IEnumerable<Verdict> verdicts)
    {
        var decided = verdicts.Where(verdict => verdict.Preference != Preference.Tie).ToList();
        return decided.Count == 0 ? null : new Rate(decided.Count(verdict => verdict.FirstWasLeft == (verdict.Preference == Preference.First)), decided.Count);
    }
}
