using System.Text.Json;

namespace SafetyML.Data;

/// <summary>
/// The paper's prompt files: <c>{"instructions": […], "inputs": [], "tags": […]}</c>, lists of equal length; an empty list counts as absent.
/// </summary>
internal static class AlignedLists
{
    private const string Instructions = "instructions";

    public static IEnumerable<(int Line, Func<SourceRow> ToRow)> ToRows(string path, Dictionary<string, List<(int Line, JsonElement Element)>> lists)
    {
        if (!lists.TryGetValue(Instructions, out var instructions))
            throw new DataFileException(
                path, null, $"\"{Instructions}\" is missing. A prompt file is an object with a list of that name, an array, or JSON Lines.");
        foreach (var (name, list) in lists)
        {
            if (list.Count > 0 && list.Count != instructions.Count)
                throw new DataFileException(path, null, $"\"{name}\" has {list.Count} entries; \"{Instructions}\" has {instructions.Count}.");
        }
        var present = lists.Where(list => list.Value.Count > 0).ToList();
        return instructions.Select((entry, index) => (entry.Line, (Func<SourceRow>)(() => ToRow(entry.Line, index, present))));
    }

    private static SourceRow ToRow(int line, int index, List<KeyValuePair<string, List<(int Line, JsonElement Element)>>> lists)
    {
        var fields = new Dictionary<string, object?>(StringComparer.OrdinalIgnoreCase);
        foreach (var (name, list) in lists)
            fields[Singular(name)] = JsonSource.Value(list[index].Element, name);
        return new SourceRow(line, fields);
    }

    private static string Singular(string name) => name.EndsWith('s') ? name[..^1] : name;
}
