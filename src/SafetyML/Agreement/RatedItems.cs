using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Statistics;

namespace SafetyML.Agreement;

/// <summary>Reads what several people said about the same items.</summary>
internal static class RatedItems
{
    public static RaterAgreement Compare(IDataView data, IReadOnlyList<string> raters, IReadOnlyList<string>? order)
    {
        var columns = raters.Select(name => (DataViewSchema.Column?)ColumnReader.TextColumn(data.Schema, name)).ToArray();
        var rows = ColumnReader.ReadText(data, columns).Select(row => Array.ConvertAll(row, text => text.Trim())).ToList();
        Samples.RequireSome(rows.Count, "rated items: the data is empty");
        var classes = order ?? [.. rows.SelectMany(row => row).Where(text => text.Length > 0).Distinct().Order(StringComparer.Ordinal)];
        var places = classes.Index().ToDictionary(each => each.Item, each => (double)each.Index, StringComparer.Ordinal);
        double[] Ratings(int rater) => [.. rows.Select(row => Place(places, row[rater], raters[rater]))];
        return new RaterAgreement(raters, [.. Enumerable.Range(0, raters.Count).Select(Ratings)], classes.Count, isOrdered: order is not null);
    }

    private static double Place(Dictionary<string, double> places, string rating, string rater)
    {
        if (rating.Length == 0)
            return double.NaN;
        return places.TryGetValue(rating, out var place) ? place
            : throw new ArgumentException($"Column '{rater}' holds '{rating}'. Classes: {string.Join(", ", places.Keys)}.");
    }
}
