namespace SafetyML.Reports;

/// <summary>A table as lines of text, its columns padded to one width; a column without a value is left out.</summary>
internal static class AlignedTable
{
    /// <param name="header">The names of the columns.</param>
    /// <param name="rows">For each row a text for each column.</param>
    public static IEnumerable<string> Lines(IReadOnlyList<string> header, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        var used = Enumerable.Range(0, header.Count).Where(column => rows.Any(row => row[column].Length > 0)).ToList();
        var widths = used.ConvertAll(column => rows.Select(row => row[column].Length).Append(header[column].Length).Max());
        return rows.Prepend(header).Select(row => string.Join("  ", used.Select((column, i) => row[column].PadRight(widths[i]))).TrimEnd());
    }
}
