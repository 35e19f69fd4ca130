using SafetyML.Evaluation;
using SafetyML.Reports;
using SafetyML.Statistics;

namespace SafetyML.Agreement;

/// <summary>How a judge's classes agree with people's. A measure that the data does not define is null and never 0.</summary>
public sealed record ClassAgreement
{
    internal ClassAgreement(IReadOnlyList<string> classes, ClassCounts counts, int unscored, int unlabelled)
    {
        (Classes, Unscored, Unlabelled) = (classes, unscored, unlabelled);
        Accuracy = new Rate(counts.Hits, counts.Count, unscored);
        Kappa = Estimate.Of(CohenKappa.Of(counts), CohenKappa.IntervalOf(counts), counts.Count);
        MacroF1 = double.IsNaN(counts.MacroF1) ? null : counts.MacroF1;
        Confusion = [.. Enumerable.Range(0, classes.Count).Select(i => (IReadOnlyList<int>)[.. Enumerable.Range(0, classes.Count).Select(j => counts[i, j])])];
    }

    /// <summary>The labelled rows that were scored (n).</summary>
    public int Count => Accuracy.Count;

    /// <summary>The labelled rows without a decision; they are in no measure.</summary>
    public int Unscored { get; }

    /// <summary>The rows without a label; they are in no measure.</summary>
    public int Unlabelled { get; }

    /// <summary>The classes of labels and decisions, in the order of their name.</summary>
    public IReadOnlyList<string> Classes { get; }

    /// <summary>Counts by label (outer) and decision (inner), in the order of <see cref="Classes"/>.</summary>
    public IReadOnlyList<IReadOnlyList<int>> Confusion { get; }

    /// <summary>The decisions that are the labels.</summary>
    public Rate Accuracy { get; }

    /// <summary>Cohen's κ, with its large-sample interval, which has no width at κ = 1.</summary>
    public Estimate? Kappa { get; }

    /// <summary>The mean of each class's F1.</summary>
    public double? MacroF1 { get; }

    /// <summary>The measures as JSON: <c>n, unscored, unlabelled</c>, <c>accuracy</c>, <c>kappa</c>, <c>macro_f1</c>, <c>classes</c>, <c>confusion</c>.</summary>
    public string ToJson() => AgreementJson.Of(this).ToJsonString(JsonText.Options);

    /// <summary>A line for each measure, then the confusion table.</summary>
    public IReadOnlyList<string> ToTable() => AgreementText.Of(this);

    /// <summary>The main measures on one line.</summary>
    public override string ToString() => $"accuracy {Accuracy}, kappa {Kappa?.ToString() ?? "undefined"}";
}
