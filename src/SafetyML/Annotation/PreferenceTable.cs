using Microsoft.Data.Analysis;
using SafetyML.Evaluation;

namespace SafetyML.Annotation;

/// <summary>Preferences as a table: a row for the sheet, then one for each annotator in the order of the name.</summary>
internal static class PreferenceTable
{
    private const string All = "all";

    public static DataFrame Of(AnnotationResults results)
    {
        var annotators = results.Annotators.OrderBy(annotator => annotator.Key, StringComparer.Ordinal);
        List<(string Name, AnnotatorRates Rates)> rows = [(All, results.Pooled), .. annotators.Select(annotator => (annotator.Key, annotator.Value))];
        var preferences = rows.ConvertAll(row => row.Rates.Preferences);
        return new DataFrame(
        [
            new StringDataFrameColumn("Annotator", rows.Select(row => row.Name)),
            new Int32DataFrameColumn("Count", preferences.Select(rates => rates.First.Count)),
            new Int32DataFrameColumn("Unscored", preferences.Select(rates => rates.First.Unscored)),
            .. Columns("First", preferences.Select(rates => rates.First)),
            .. Columns("Tie", preferences.Select(rates => rates.Tie)),
            .. Columns("Second", preferences.Select(rates => rates.Second)),
            .. Columns("LeftOfDecided", rows.Select(row => row.Rates.LeftOfDecided)),
            .. results.Harmful is null ? [] : Columns("FirstHarmful", rows.Select(row => row.Rates.Harmful?.First)),
            .. results.Harmful is null ? [] : Columns("SecondHarmful", rows.Select(row => row.Rates.Harmful?.Second)),
            new DoubleDataFrameColumn("SignTest", preferences.Select(rates => rates.SignTest)),
        ]);
    }

    private static DataFrameColumn[] Columns(string name, IEnumerable<Rate?> rates)
    {
        var all = rates.ToList();
        return
        [
            new DoubleDataFrameColumn(name, all.Select(rate => rate?.Value)),
            new DoubleDataFrameColumn($"{name}Low", all.Select(rate => rate?.Low)),
            new DoubleDataFrameColumn($"{name}High", all.Select(rate => rate?.High)),
        ];
    }
}
