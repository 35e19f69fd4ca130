using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Refusal;
using SafetyML.Statistics;

namespace SafetyML.Agreement;

/// <summary>Compares columns of class names.</summary>
internal static class LabelledTexts
{
    public static ClassAgreement Compare(IDataView data, string labelName, string decisionName)
    {
        var (label, decision) = (ColumnReader.TextColumn(data.Schema, labelName), ColumnReader.TextColumn(data.Schema, decisionName));
        var (pairs, unscored, unlabelled) = (new Dictionary<(string, string), int>(), 0, 0);
        foreach (var row in ColumnReader.ReadText(data, label, decision))
        {
            var (truth, said) = (ClassOf(row[0]), ClassOf(row[1]));
            if (truth.Length == 0)
                unlabelled++;
            else if (said.Length == 0)
                unscored++;
            else
                pairs[(truth, said)] = pairs.GetValueOrDefault((truth, said)) + 1;
        }
        LabelledSet.RequireScored(pairs.Count, unscored, unlabelled, labelName);
        RequireShared(pairs.Keys, labelName, decisionName);
        string[] classes = [.. pairs.Keys.SelectMany(pair => new[] { pair.Item1, pair.Item2 }).Distinct().Order(StringComparer.Ordinal)];
        var counts = new int[classes.Length, classes.Length];
        foreach (var ((truth, said), count) in pairs)
            counts[Array.IndexOf(classes, truth), Array.IndexOf(classes, said)] = count;
        return new ClassAgreement(classes, new ClassCounts(counts), unscored, unlabelled);
    }

    // XSTest's "2_full_refusal" is our "full_refusal".
    private static string ClassOf(string text) => RefusalClassNames.Parse(text) is { } known ? RefusalClassNames.Of(known) : text.Trim();

    private static void RequireShared(IEnumerable<(string Truth, string Said)> pairs, string labelName, string decisionName)
    {
        var (truths, decisions) = (pairs.Select(pair => pair.Truth).ToHashSet(StringComparer.Ordinal), pairs.Select(pair => pair.Said).ToHashSet(StringComparer.Ordinal));
        if (!truths.Overlaps(decisions) && !truths.Concat(decisions).All(name => RefusalClassNames.Find(name) is not null))
            throw new InvalidOperationException(
                $"No class is in both columns: '{labelName}' holds {string.Join(", ", truths.Order(StringComparer.Ordinal))}; "
                + $"'{decisionName}' holds {string.Join(", ", decisions.Order(StringComparer.Ordinal))}. Give labels and decisions the same names.");
    }
}
