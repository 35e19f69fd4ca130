using System.Globalization;
using System.Text;

namespace Microsoft.Data.Analysis;

public partial class DataFrame
{
    /// <summary>Reads a text file; types that are not given are guessed from the first rows: truth values, single-precision numbers, times or texts.</summary>
    public static DataFrame LoadCsv(
        string filename,
        char separator = ',',
        bool header = true,
        string[] columnNames = null,
        Type[] dataTypes = null,
        int numRows = -1,
        int guessRows = 10,
        bool addIndexColumn = false,
        Encoding encoding = null,
        bool renameDuplicatedColumns = false,
        CultureInfo cultureInfo = null)
    {
        using var reader = new StreamReader(filename, encoding ?? Encoding.UTF8);
        var lines = CsvFields.Read(reader, separator).ToList();
        if (lines.Count == 0)
            throw new FormatException("Empty file");
        var names = columnNames ?? (header ? lines[0] : [.. lines[0].Select((_, i) => $"Column{i}")]);
        var rows = lines.Skip(header ? 1 : 0).Take(numRows < 0 ? int.MaxValue : numRows).ToList();
        var types = dataTypes ?? CsvTypes.Guess(rows.Take(header ? guessRows - 1 : guessRows), names.Length);
        var frame = Fill(renameDuplicatedColumns ? CsvFields.Renamed(names) : names, types, rows, cultureInfo ?? CultureInfo.CurrentCulture);
        if (addIndexColumn)
            frame.Columns.Insert(0, new Int64DataFrameColumn("IndexColumn", Enumerable.Range(0, rows.Count).Select(i => (long)i)));
        return frame;
    }

    /// <summary>Writes a text file, in ASCII where no encoding is given.</summary>
    public static void SaveCsv(
        DataFrame dataFrame, string path, char separator = ',', bool header = true, Encoding encoding = null, CultureInfo cultureInfo = null)
    {
        using var stream = new FileStream(path, FileMode.Create);
        SaveCsv(dataFrame, stream, separator, header, encoding, cultureInfo);
    }

    public static void SaveCsv(
        DataFrame dataFrame, Stream csvStream, char separator = ',', bool header = true, Encoding encoding = null, CultureInfo cultureInfo = null)
    {
        var culture = cultureInfo ?? CultureInfo.CurrentCulture;
        if (culture.NumberFormat.NumberDecimalSeparator == $"{separator}")
            throw new ArgumentException("Decimal separator cannot match the column separator");
        using var writer = new StreamWriter(csvStream, encoding ?? Encoding.ASCII, leaveOpen: true);
        if (header)
            writer.WriteLine(string.Join(separator, dataFrame.Columns.Select(column => CsvFields.Quote(column.Name, separator))));
        foreach (var row in dataFrame.Rows)
            writer.WriteLine(string.Join(separator, row.Select(value => CsvTypes.Format(value, separator, culture))));
    }

    private static DataFrame Fill(string[] names, Type[] types, List<string[]> rows, CultureInfo culture)
    {
        var columns = names.Select((name, i) => PrimitiveTypes.CreateColumn(name, types[i])).ToArray();
        foreach (var row in rows)
        {
            for (var i = 0; i < columns.Length; i++)
                columns[i].AppendValue(i < row.Length ? PrimitiveTypes.Parse(row[i], types[i], culture) : null);
        }

        return new DataFrame(columns);
    }
}
