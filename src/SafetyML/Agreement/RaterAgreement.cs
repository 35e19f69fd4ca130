using SafetyML.Statistics;
using static System.FormattableString;

namespace SafetyML.Agreement;

/// <summary>How people agree among themselves; 1 is perfect, 0 is chance. A measure that the data does not define is null.</summary>
public sealed record RaterAgreement
{
    // Ratings by rater and item, as places in the list of classes; NaN where there is none.
    internal RaterAgreement(IReadOnlyList<string> raters, double[][] ratings, int classes, bool isOrdered)
    {
        (Raters, Items) = (raters, ratings[0].Length);
        var votes = Enumerable.Range(0, Items).Select(item => Votes(ratings, item, classes)).ToList();
        Complete = votes.Count(item => item.Sum() == raters.Count);
        FleissKappa = Complete == 0 ? null : Defined(Statistics.FleissKappa.Of([.. votes.Where(item => item.Sum() == raters.Count)]));
        var isRatedTwice = votes.Any(item => item.Sum() > 1);
        NominalAlpha = isRatedTwice ? Defined(KrippendorffAlpha.Of(ratings, Measurement.Nominal)) : null;
        OrdinalAlpha = isRatedTwice && isOrdered ? Defined(KrippendorffAlpha.Of(ratings, Measurement.Ordinal)) : null;
        CohenKappas = [.. from first in Enumerable.Range(0, raters.Count)
                          from second in Enumerable.Range(first + 1, raters.Count - first - 1)
                          select (raters[first], raters[second], Kappa(ratings[first], ratings[second], classes))];
    }

    /// <summary>The columns of the raters.</summary>
    public IReadOnlyList<string> Raters { get; }

    /// <summary>All items.</summary>
    public int Items { get; }

    /// <summary>The items that every rater rated; Fleiss' κ is about these.</summary>
    public int Complete { get; }

    /// <summary>Fleiss' κ over the complete items.</summary>
    public double? FleissKappa { get; }

    /// <summary>Krippendorff's α of names, over every item that two raters rated.</summary>
    public double? NominalAlpha { get; }

    /// <summary>Krippendorff's α of ranks; null where no order of the classes was given.</summary>
    public double? OrdinalAlpha { get; }

    /// <summary>Cohen's κ of each two raters over the items that both rated; null where it is not defined.</summary>
    public IReadOnlyList<(string First, string Second, Estimate? Kappa)> CohenKappas { get; }

    /// <summary>The measures on one line.</summary>
    public override string ToString() =>
        Invariant($"Fleiss' kappa {FleissKappa:0.000} n={Complete}, Krippendorff's alpha {NominalAlpha:0.000} (nominal)")
        + (OrdinalAlpha is null ? "" : Invariant($", {OrdinalAlpha:0.000} (ordinal)")) + $" n={Items}";

    private static int[] Votes(double[][] ratings, int item, int classes)
    {
        var votes = new int[classes];
        foreach (var rater in ratings)
            if (!double.IsNaN(rater[item]))
                votes[(int)rater[item]]++;
        return votes;
    }

    private static Estimate? Kappa(double[] first, double[] second, int classes)
    {
        var both = first.Zip(second).Where(pair => !double.IsNaN(pair.First) && !double.IsNaN(pair.Second)).ToList();
        if (both.Count == 0)
            return null;
        var counts = ClassCounts.Of([.. both.Select(pair => (int)pair.First)], [.. both.Select(pair => (int)pair.Second)], classes);
        return Estimate.Of(CohenKappa.Of(counts), CohenKappa.IntervalOf(counts), counts.Count);
    }

    private static double? Defined(double value) => double.IsNaN(value) ? null : value;
}
