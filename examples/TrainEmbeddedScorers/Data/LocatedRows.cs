using System.Globalization;
using SafetyML.Data;

namespace TrainEmbeddedScorers.Data;

/// <summary>Rows of a file as what they mean. A fault of a row is told with the file and its line.</summary>
internal static class LocatedRows
{
    /// <summary>What <paramref name="read"/> makes of every row, given with its place from 0.</summary>
    /// <param name="path">The file.</param>
    /// <param name="rows">Its rows.</param>
    /// <param name="line">The line of a row.</param>
    /// <param name="faults">What is wrong with rows that could not be read so far.</param>
    /// <param name="read">Reads a row.</param>
    public static List<TResult> Read<TRow, TResult>(
        string path, List<TRow> rows, Func<TRow, int> line, RowFaults faults, Func<TRow, int, TResult> read)
    {
        faults.ThrowIfAny(); // without those rows the places would be others
        List<TResult> all = [];
        for (var i = 0; i < rows.Count; i++)
        {
            try
            {
                all.Add(read(rows[i], i));
            }
            catch (RowFaultException fault)
            {
                faults.Add(line(rows[i]), fault.Message);
            }
        }
        faults.ThrowIfAny();
        return all.Count > 0 ? all : throw new DataFileException(path, null, "there is no row.");
    }

    /// <summary>A field that is 0 or 1.</summary>
    public static int Binary(this SourceRow row, string name) => row.Text(name).Trim() switch
    {
        "0" => 0,
        "1" => 1,
        _ => throw new RowFaultException($"\"{name}\" is '{row.Text(name)}'; it must be 0 or 1."),
    };

    /// <summary>A field that is a whole number from 0.</summary>
    public static int Index(this SourceRow row, string name) => int.TryParse(row.Text(name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        ? number
        : throw new RowFaultException($"\"{name}\" is '{row.Text(name)}'; it must be a whole number from 0.");
}
