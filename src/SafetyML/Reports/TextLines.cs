using static System.FormattableString;

namespace SafetyML.Reports;

/// <summary>Measures as lines of text for a console.</summary>
internal static class TextLines
{
    private const double LeastShown = 0.0001;

    /// <summary>A table, its columns padded to one width; a column without a value is left out. Foreign texts are made visible.</summary>
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">For each row a text for each column.</param>
    public static IEnumerable<string> Table(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var used = Enumerable.Range(0, header.Count).Where(column => rows.Any(row => row[column].Length > 0)).ToList();
        var visible = rows.Prepend(header).Select(row => row.Select(VisibleText.Of).ToList()).ToList();
        var widths = used.ConvertAll(column => visible.Max(row => row[column].Length));
        return visible.Select(row => string.Join("  ", used.Select((column, i) => row[column].PadRight(widths[i]))).TrimEnd());
    }

    /// <summary>A line for each measure that has a text.</summary>
    public static IEnumerable<string> List(IReadOnlyList<(string Name, string Text)> measures)
    {
        var width = measures.Max(measure => measure.Name.Length);
        return measures.Where(measure => measure.Text.Length > 0).Select(measure => $"{measure.Name.PadRight(width)}  {measure.Text}");
    }

    /// <summary>One line of every measure that has a text.</summary>
    public static string Joined(string separator, IEnumerable<(string Name, string Text)> measures) =>
        string.Join(separator, measures.Where(measure => measure.Text.Length > 0).Select(measure => $"{measure.Name} {measure.Text}"));

    /// <summary>A p value, for example <c>p=0.0042</c> or <c>p&lt;0.0001</c>.</summary>
    public static string PValue(string name, double value) =>
        value < LeastShown ? Invariant($"{name}<{LeastShown}") : Invariant($"{name}={value:0.####}");

    /// <summary>A measure with three digits; empty where there is none.</summary>
    public static string Number(double? value) => Invariant($"{value:0.000}");
}
