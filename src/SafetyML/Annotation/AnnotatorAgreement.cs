using SafetyML.Statistics;

namespace SafetyML.Annotation;

/// <summary>How far several annotators agree on the preference beyond chance, first, tie and second as three names: 1 is perfect, 0 is chance.</summary>
public sealed record AnnotatorAgreement
{
    private const int Classes = 3;

    private AnnotatorAgreement(IReadOnlyList<PairAgreement> pairs, double fleiss, int fleissRows, double krippendorff) =>
        (Pairs, Fleiss, FleissRows, Krippendorff) = (pairs, fleiss, fleissRows, krippendorff);

    /// <summary>Cohen's κ of every two annotators who judged a row in common.</summary>
    public IReadOnlyList<PairAgreement> Pairs { get; }

    /// <summary>Fleiss' κ over <see cref="FleissRows"/>; NaN where there is none, or all verdicts are the same.</summary>
    public double Fleiss { get; }

    /// <summary>The rows that every annotator judged.</summary>
    public int FleissRows { get; }

    /// <summary>Krippendorff's α over all rows that two or more judged; NaN where there is none, or all verdicts are the same.</summary>
    public double Krippendorff { get; }

    /// <summary>The agreement of two or more annotators; null for one.</summary>
    internal static AnnotatorAgreement? Of(IReadOnlyList<Verdict> verdicts)
    {
        string[] annotators = [.. verdicts.Select(verdict => verdict.Annotator).Distinct()];
        if (annotators.Length < 2)
            return null;
        string[] rows = [.. verdicts.Select(verdict => verdict.Row).Distinct()];
        var said = verdicts.ToDictionary(verdict => (verdict.Annotator, verdict.Row), verdict => (double)verdict.Preference);
        double[][] ratings = [.. annotators.Select(annotator => rows.Select(row => said.GetValueOrDefault((annotator, row), double.NaN)).ToArray())];
        int[][] votes = [.. Enumerable.Range(0, rows.Length).Where(row => ratings.All(rater => !double.IsNaN(rater[row]))).Select(row => Votes(ratings, row))];
        var hasShared = Enumerable.Range(0, rows.Length).Any(row => ratings.Count(rater => !double.IsNaN(rater[row])) > 1);
        return new AnnotatorAgreement(
            [.. PairsOf(annotators, ratings)],
            votes.Length == 0 ? double.NaN : FleissKappa.Of(votes),
            votes.Length,
            hasShared ? KrippendorffAlpha.Of(ratings, Measurement.Nominal) : double.NaN);
    }

    private static int[] Votes(double[][] ratings, int row)
    {
        var votes = new int[Classes];
        foreach (var rater in ratings)
            votes[(int)rater[row]]++;
        return votes;
    }

    private static IEnumerable<PairAgreement> PairsOf(string[] annotators, double[][] ratings)
    {
        for (var first = 0; first < annotators.Length; first++)
        {
            for (var second = first + 1; second < annotators.Length; second++)
            {
                var both = ratings[first].Zip(ratings[second]).Where(pair => !double.IsNaN(pair.First) && !double.IsNaN(pair.Second)).ToList();
                if (both.Count == 0)
                    continue;
                var counts = ClassCounts.Of([.. both.Select(pair => (int)pair.First)], [.. both.Select(pair => (int)pair.Second)], Classes);
                var interval = CohenKappa.IntervalOf(counts);
                yield return new PairAgreement(annotators[first], annotators[second], CohenKappa.Of(counts), interval.Low, interval.High, both.Count);
            }
        }
    }
}
