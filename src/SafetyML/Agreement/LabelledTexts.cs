using Microsoft.ML;
using SafetyML.Data;
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
            var (truth, said) = (row[0].Trim(), row[1].Trim());
            if (truth.Length == 0)
                unlabelled++;
            else if (said.Length == 0)
                unscored++;
            else
                pairs[(truth, said)] = pairs.GetValueOrDefault((truth, said)) + 1;
        }
        LabelledSet.RequireScored(pairs.Count, unscored, unlabelled, labelName);
        string[] classes = [.. pairs.Keys.SelectMany(pair => new[] { pair.Item1, pair.Item2 }).Distinct().Order(StringComparer.Ordinal)];
        var counts = new int[classes.Length, classes.Length];
        foreach (var ((truth, said), count) in pairs)
            counts[Array.IndexOf(classes, truth), Array.IndexOf(classes, said)] = count;
        return new ClassAgreement(classes, new ClassCounts(counts), unscored, unlabelled);
    }
}
