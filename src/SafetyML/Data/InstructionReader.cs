namespace SafetyML.Data;

/// <summary>Reads instruction data: Alpaca JSON, JSON Lines (alpaca, prompt and completion, messages), CSV and TSV.</summary>
internal static class InstructionReader
{
    public static InstructionTable Read(string path)
    {
        var faults = new RowFaults(path);
        var table = new InstructionTable();
        foreach (var (line, toRow) in Rows(path, faults))
        {
            try
            {
                table.Add(InstructionFormat.ToInstruction(toRow()));
            }
            catch (RowFaultException fault)
            {
                faults.Add(line, fault.Message);
            }
        }
        faults.ThrowIfAny();
        return table.Count > 0 ? table : throw new DataFileException(path, null, "the file holds no rows.");
    }

    /// <summary>The rows of a file of a kind that its name tells.</summary>
    public static IEnumerable<(int Line, Func<SourceRow> ToRow)> Rows(string path, RowFaults faults) =>
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" or ".jsonl" or ".ndjson" => JsonSource.ReadElements(path, faults)
                .Select(row => (row.Line, (Func<SourceRow>)(() => JsonSource.ToRow(row.Line, row.Element)))),
            ".csv" => DelimitedSource.Read(path, ",", faults).Select(row => (row.Line, (Func<SourceRow>)(() => row))),
            ".tsv" => DelimitedSource.Read(path, "\t", faults).Select(row => (row.Line, (Func<SourceRow>)(() => row))),
            var other => throw new ArgumentException(
                $"'{Path.GetFileName(path)}' ends with '{other}'; instruction files end with .json, .jsonl, .ndjson, .csv or .tsv.", nameof(path)),
        };
}
