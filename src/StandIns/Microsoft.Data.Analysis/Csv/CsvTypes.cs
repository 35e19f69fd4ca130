using System.Globalization;

namespace Microsoft.Data.Analysis;

/// <summary>The types of fields in separated text.</summary>
internal static class CsvTypes
{
    // Of two types that fields have, the earlier one holds both.
    private static readonly Type[] _widestFirst = [typeof(string), typeof(float), typeof(bool), typeof(DateTime)];

    public static Type[] Guess(IEnumerable<string[]> rows, int columns)
    {
        var sample = rows.ToList();
        return [.. Enumerable.Range(0, columns).Select(i => Guess(sample.Select((row, line) => i < row.Length ? row[i] : throw Short(line))))];
    }

    private static Type Guess(IEnumerable<string> fields)
    {
        var types = fields.Where(field => field.Length > 0 && !field.Equals("null", StringComparison.OrdinalIgnoreCase)).Select(TypeOf).ToList();
        return Array.Find(_widestFirst, types.Contains) ?? typeof(string);
    }

    public static string Format(object value, char separator, CultureInfo culture) => value switch
    {
        float number => number.ToString("G9", culture),
        double number => number.ToString("G17", culture),
        string text => CsvFields.Quote(text, separator),
        IFormattable other => other.ToString(null, culture),
        _ => $"{value}",
    };

    private static FormatException Short(int line) => new($"Line {line + 2} has less columns than expected");

    private static Type TypeOf(string field)
        => bool.TryParse(field, out _) ? typeof(bool)
            : float.TryParse(field, CultureInfo.CurrentCulture, out _) ? typeof(float)
            : DateTime.TryParse(field, CultureInfo.CurrentCulture, out _) ? typeof(DateTime) : typeof(string);
}
