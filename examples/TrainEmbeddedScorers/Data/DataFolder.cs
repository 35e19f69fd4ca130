using System.Security.Cryptography;
using System.Text.Json;
using SafetyML.Data;

namespace TrainEmbeddedScorers.Data;

/// <summary>The folder of data sets. Remembers each file that was read, so that a card can name it.</summary>
internal sealed class DataFolder(string folder)
{
    private readonly Dictionary<string, DataFile> _read = [];

    public IReadOnlyCollection<DataFile> Read => [.. _read.Values.OrderBy(file => file.Path, StringComparer.Ordinal)];

    public bool Has(string path) => File.Exists(Full(path));

    /// <summary>What <paramref name="read"/> makes of the rows of a CSV file, each with its place from 0.</summary>
    public List<T> Csv<T>(string path, string licence, bool trains, Func<SourceRow, int, T> read)
    {
        var faults = new RowFaults(path);
        var rows = DelimitedSource.Read(Existing(path), ",", faults);
        return Remembered(path, licence, trains, LocatedRows.Read(path, rows, row => row.Line, faults, read));
    }

    /// <summary>The same of a JSON Lines file.</summary>
    public List<T> JsonLines<T>(string path, string licence, bool trains, Func<SourceRow, int, T> read)
    {
        var faults = new RowFaults(path);
        List<(int Line, JsonElement Element)> rows = JsonSource.ReadElements(Existing(path), faults);
        return Remembered(path, licence, trains, LocatedRows.Read(
            path, rows, row => row.Line, faults, (row, i) => read(JsonSource.ToRow(row.Line, row.Element), i)));
    }

    private string Full(string path) => Path.Combine(folder, path);

    private string Existing(string path) =>
        Has(path) ? Full(path) : throw new FileNotFoundException($"The data folder '{folder}' lacks {path}. Give the folder that holds xstest, gptfuzz and hh-rlhf.");

    private List<T> Remembered<T>(string path, string licence, bool trains, List<T> rows)
    {
        var bytes = File.ReadAllBytes(Full(path));
        _read[path] = new DataFile(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), rows.Count, licence, trains);
        return rows;
    }
}
