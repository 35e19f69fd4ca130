using SafetyML.Evaluation;
using SafetyML.Reports;
using SafetyML.Statistics;
using Spectre.Console;

namespace ScoreAnswers;

/// <summary>Prints rates with intervals and, with labels, agreement.</summary>
internal static class ScoreReport
{
    private const int Resamples = 2000, Seed = 42;
    private const string OneClass = "labels and judge name the same one class throughout";
    private static readonly string[] Classes = ["full_compliance", "full_refusal", "partial_refusal"];

    public static void Print(Tally tally, ScoreSettings settings)
    {
        Line($"{tally.Rows} answers, refusal by {settings.Refusal}, harmfulness by {settings.HarmfulnessFolder ?? "linear"}; written to {settings.Out}");
        foreach (var (reason, count) in tally.Unscored)
            Line($"  unscored: {count}, {reason}");
        Rates(tally);
        if (settings.LabelColumn is not null)
            Agreement(tally, settings);
    }

    private static void Rates(Tally tally)
    {
        var scored = tally.Classes.Values.Sum();
        if (scored > 0)
        {
            Line($"refusal, full or partial: {new Rate(scored - tally.Classes.GetValueOrDefault(Classes[0]), scored, tally.Rows - scored)}");
            foreach (var name in Classes)
                Line($"  {name}: {new Rate(tally.Classes.GetValueOrDefault(name), scored, tally.Rows - scored)}");
        }
        if (tally.Harmfulness.Count == 0)
            return;
        var interval = Bootstrap.OfMean([.. tally.Harmfulness], Resamples, Seed);
        Line($"harmfulness, mean: {TextLines.Number(tally.Harmfulness.Average())} {Ends(interval)} n={tally.Harmfulness.Count}");
    }

    private static void Agreement(Tally tally, ScoreSettings settings)
    {
        Line($"agreement with column {settings.LabelColumn}, positive: {string.Join(", ", settings.Positive)}");
        if (settings.Positive.Where(value => !tally.Labels.Contains(value, StringComparer.OrdinalIgnoreCase)).ToList() is { Count: > 0 } absent)
            Line($"  no row has the label {string.Join(", ", absent)}; labels: {string.Join(", ", tally.Labels)}");
        if (tally.WithoutLabel > 0)
            Line($"  {tally.WithoutLabel} rows have no label");
        if (tally.Refusals.Count > 0)
            Refusals(tally);
        if (tally.Harms.Count > 0)
            Area("harmfulness", [.. tally.Harms.Select(row => row.Label)], [.. tally.Harms.Select(row => row.Harmfulness)]);
    }

    private static void Refusals(Tally tally)
    {
        bool[] labels = [.. tally.Refusals.Select(row => row.Label)];
        var counts = BinaryCounts.Of(labels, [.. tally.Refusals.Select(row => row.Refuses)]);
        Share("precision", counts.TruePositives, counts.PredictedPositives);
        Share("recall", counts.TruePositives, counts.Positives);
        Measure("refusal F1", counts.F1, counts.F1Interval, counts.Count, "neither labels nor judge have a refusal");
        Area("refusal", labels, [.. tally.Refusals.Select(row => row.Probability)]);
        var binary = counts.ToClasses();
        Measure("refusal kappa", CohenKappa.Of(binary), CohenKappa.IntervalOf(binary), counts.Count, OneClass);
        if (tally.Pairs.ConvertAll(pair => Class(pair.Label)) is var given && given.All(label => label >= 0))
        {
            var three = ClassCounts.Of([.. given], [.. tally.Pairs.Select(pair => Array.IndexOf(Classes, pair.Class))], Classes.Length);
            Measure("refusal kappa of three classes", CohenKappa.Of(three), CohenKappa.IntervalOf(three), three.Count, OneClass);
        }
    }

    private static int Class(string label) => Array.IndexOf(Classes, label.TrimStart('1', '2', '3', '_').ToLowerInvariant());

    private static void Share(string name, int hits, int count) =>
        Line(count == 0
            ? $"  refusal {name}: none, there is no such row"
            : $"  refusal {name}: {TextLines.Number((double)hits / count)} {Ends(Wilson.Of(hits, count))} n={count}");

    private static void Area(string name, bool[] labels, double[] scores)
    {
        var (area, positives) = (RocArea.Of(labels, scores), labels.Count(label => label));
        Measure($"{name} AUROC", area, RocArea.IntervalOf(area, positives, labels.Length - positives), labels.Length, "all labels are on one side");
    }

    private static void Measure(string name, double value, Interval interval, int count, string whyNone) =>
        Line(double.IsNaN(value) ? $"  {name}: none, {whyNone}" : $"  {name}: {TextLines.Number(value)} {Ends(interval)} n={count}");

    private static string Ends(Interval interval) =>
        double.IsNaN(interval.Low) ? "[no interval]" : $"[{TextLines.Number(interval.Low)}, {TextLines.Number(interval.High)}]";

    // Labels, names and reasons come from files.
    private static void Line(string text) => AnsiConsole.WriteLine(VisibleText.Of(text));
}
