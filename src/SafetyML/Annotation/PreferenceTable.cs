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
        List<(string Name, PreferenceRates Rates)> rows = [(All, results.Preferences), .. annotators.Select(annotator => (annotator.Key, annotator.Value))];
        return new DataFrame(
        [
            new StringDataFrameColumn("Annotator", rows.Select(row => row.Name)),
            new Int32DataFrameColumn("Count", rows.Select(row => row.Rates.First.Count)),
            new Int32DataFrameColumn("Unscored", rows.Select(row => row.Rates.First.Unscored)),
            .. Columns("First", rows.ConvertAll(row => row.Rates.First)),
            .. Columns("Tie", rows.ConvertAll(row => row.Rates.Tie)),
            .. Columns("Second", rows.ConvertAll(row => row.Rates.Second)),
            new DoubleDataFrameColumn("SignTest", rows.Select(row => row.Rates.SignTest)),
        ]);
    }

    private static DataFrameColumn[] Columns(string name, List<Rate> rates) =>
    [
        new DoubleDataFrameColumn(name, rates.Select(rate => rate.Value)),
        new DoubleDataFrameColumn($"{name}Low", rates.Select(rate => rate.Low)),
        new DoubleDataFrameColumn($"{name}High", rates.Select(rate => rate.High)),
    ];
}
