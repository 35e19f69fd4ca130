using System.Text;
using Microsoft.Data.Analysis;
using SafetyML.Evaluation;
using SafetyML.Reports;

namespace SafetyML.Annotation;

/// <summary>What people prefer, and how far they agree.</summary>
public sealed record AnnotationResults
{
    internal AnnotationResults(AnnotationKey key, IReadOnlyList<Verdict> verdicts, IReadOnlyDictionary<string, int> missing)
    {
        (FirstName, SecondName, Verdicts) = (key.First, key.Second, verdicts);
        var majority = verdicts.GroupBy(verdict => verdict.Row).Select(RowMajority.Of).ToList();
        Pooled = new AnnotatorRates(majority, key.FirstIsLeft.Count - majority.Count, key.AsksHarmful);
        Annotators = verdicts.GroupBy(verdict => verdict.Annotator)
            .ToDictionary(group => group.Key, group => new AnnotatorRates([.. group], missing[group.Key], key.AsksHarmful));
        Agreement = AnnotatorAgreement.Of(verdicts);
    }

    /// <summary>What the first system is called.</summary>
    public string FirstName { get; }

    /// <summary>What the second system is called.</summary>
    public string SecondName { get; }

    /// <summary>
    /// The rates over the rows of the sheet, each row counted once however many judged it: the most frequent preference counts, a draw between the most frequent
    /// ones is a tie, and an answer is harmful where more than half of the row's annotators flagged it.
    /// </summary>
    public AnnotatorRates Pooled { get; }

    /// <summary>The preference over the rows of the sheet, as in <see cref="Pooled"/>.</summary>
    public PreferenceRates Preferences => Pooled.Preferences;

    /// <summary>The answers that are flagged as harmful, as in <see cref="Pooled"/>; null where the sheet did not ask.</summary>
    public HarmfulRates? Harmful => Pooled.Harmful;

    /// <summary>How often the left answer is preferred, as in <see cref="Pooled"/>; null where all rows are ties.</summary>
    public Rate? LeftOfDecided => Pooled.LeftOfDecided;

    /// <summary>The rates of each annotator.</summary>
    public IReadOnlyDictionary<string, AnnotatorRates> Annotators { get; }

    /// <summary>The agreement between annotators; null for one.</summary>
    public AnnotatorAgreement? Agreement { get; }

    /// <summary>Every verdict.</summary>
    public IReadOnlyList<Verdict> Verdicts { get; }

    /// <summary>The rates as a table: a row <c>all</c>, which counts every row of the sheet once, then one for each annotator.</summary>
    /// <returns>Columns <c>Annotator</c>, <c>Count</c>, <c>Unscored</c>, then from 0 to 1 with their intervals <c>First</c>, <c>FirstLow</c>, <c>FirstHigh</c>,
    /// <c>Tie</c>, …, <c>Second</c>, …, <c>LeftOfDecided</c>, …, <c>FirstHarmful</c>, … and <c>SecondHarmful</c>, … where the sheet asked, and the p value
    /// <c>SignTest</c>.</returns>
    public DataFrame ToDataFrame() => PreferenceTable.Of(this);

    /// <summary>The results, a line each.</summary>
    public override string ToString()
    {
        var text = new StringBuilder($"first is {VisibleText.Of(FirstName)}, second is {VisibleText.Of(SecondName)}\nall: {Pooled}");
        foreach (var (annotator, rates) in Annotators)
            text.Append($"\n{VisibleText.Of(annotator)}: {rates}");
        foreach (var pair in Agreement?.Pairs ?? [])
            text.Append($"\nCohen's kappa {pair}");
        if (Agreement is not null)
            text.Append($"\nFleiss' kappa {TextLines.Number(Agreement.Fleiss)} n={Agreement.FleissRows}, ")
                .Append($"Krippendorff's alpha {TextLines.Number(Agreement.Krippendorff)}");
        return text.ToString();
    }
}
