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

    /// <summary>The rows of a CSV file as fields by name.</summary>
    public List<SourceRow> Csv(string path, string licence, bool trains)
    {
        var faults = new RowFaults(Full(path));
        var rows = DelimitedSource.Read(Existing(path), ",", faults);
        faults.ThrowIfAny();
        Remember(path, rows.Count, licence, trains);
        return rows;
    }

    /// <summary>The rows of a JSON Lines file.</summary>
    public List<SourceRow> JsonLines(string path, string licence, bool trains)
    {
        var faults = new RowFaults(Full(path));
        List<(int Line, JsonElement Element)> elements = JsonSource.ReadElements(Existing(path), faults);
        faults.ThrowIfAny();
        Remember(path, elements.Count, licence, trains);
        return [.. elements.Select(element => JsonSource.ToRow(element.Line, element.Element))];
    }

    private string Full(string path) => Path.Combine(folder, path);

    private string Existing(string path) =>
        Has(path) ? Full(path) : throw new FileNotFoundException($"The data folder '{folder}' lacks {path}. Give the folder that holds xstest, gptfuzz and hh-rlhf.");

    private void Remember(string path, int rows, string licence, bool trains)
    {
        var bytes = File.ReadAllBytes(Full(path));
        _read[path] = new DataFile(path, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)), rows, licence, trains);
    }
}
