using System.Text.Json;

namespace SafetyML.Data;

/// <summary>Reads prompts: the paper's JSON of aligned lists, JSON rows, CSV and TSV with a prompt column, and plain lines.</summary>
internal static class PromptReader
{
    private static readonly string[] PromptNames = ["instruction", "prompt", "question", "goal", "behavior", "forbidden_prompt"];

    public static TextTable Read(string path)
    {
        var faults = new RowFaults(path);
        var table = new PromptTable();
        foreach (var (line, toRow) in Rows(path, faults))
        {
            try
            {
                Add(table, toRow());
            }
            catch (RowFaultException fault)
            {
                faults.Add(line, fault.Message);
            }
        }
        faults.ThrowIfAny();
        return table.Count > 0 ? table.ToView(path) : throw new DataFileException(path, null, "the file holds no prompts.");
    }

    private static IEnumerable<(int Line, Func<SourceRow> ToRow)> Rows(string path, RowFaults faults) =>
        Path.GetExtension(path).ToLowerInvariant() switch
        {
            ".json" or ".jsonl" or ".ndjson" => JsonRows(path, faults),
            ".csv" => DelimitedSource.Read(path, ",", faults).Select(row => (row.Line, (Func<SourceRow>)(() => row))),
            ".tsv" => DelimitedSource.Read(path, "\t", faults).Select(row => (row.Line, (Func<SourceRow>)(() => row))),
            _ => Lines(path),
        };

    private static IEnumerable<(int, Func<SourceRow>)> JsonRows(string path, RowFaults faults) =>
        JsonSource.ReadArraysOfObject(path) is { } lists
            ? AlignedLists.ToRows(path, lists)
            : JsonSource.ReadElements(path, faults).Select(row => (row.Line, (Func<SourceRow>)(() => ToRow(row.Line, row.Element))));

    private static SourceRow ToRow(int line, JsonElement element) => element.ValueKind == JsonValueKind.String
        ? Prompt(line, JsonSource.Text(element, "prompt"))
        : JsonSource.ToRow(line, element);

    private static IEnumerable<(int, Func<SourceRow>)> Lines(string path) =>
        TextFile.ReadText(path).Split('\n')
            .Select((text, index) => (Line: index + 1, Text: text.Trim()))
            .Where(row => row.Text.Length > 0)
            .Select(row => (row.Line, (Func<SourceRow>)(() => Prompt(row.Line, row.Text))));

    private static SourceRow Prompt(int line, string text) =>
        new(line, new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase) { ["prompt"] = text });

    private static void Add(PromptTable table, SourceRow row)
    {
        var prompt = PromptNames.FirstOrDefault(row.Has)
            ?? throw new RowFaultException($"no prompt: one of {string.Join(", ", PromptNames.Select(name => $"\"{name}\""))} is expected; "
                + $"there are {string.Join(", ", row.Names.Select(name => $"\"{name}\""))}.");
        string[] read = [prompt, "input"];
        var fields = row.Names.Where(name => !read.Contains(name, StringComparer.OrdinalIgnoreCase)).Select(name => (name, row[name]?.ToString() ?? ""));
        table.Add(row.NonEmptyText(prompt), row.TextOrEmpty("input"), fields);
    }
}
