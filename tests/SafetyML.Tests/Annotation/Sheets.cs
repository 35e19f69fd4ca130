using Microsoft.ML;
using SafetyML.Annotation;
using SafetyML.Data;
using SafetyML.Tests.Support;

namespace SafetyML.Tests.Annotation;

/// <summary>Small sheets in a folder of their own.</summary>
internal sealed class Sheets : IDisposable
{
    private readonly TempFolder _folder = new();

    public MLContext Ml { get; } = new(seed: 1);

    public string Folder => _folder.File("sheet");

    public string Key => _folder.File("key.json");

    public AnnotationFiles Export(AnnotationOptions? options = null, params (string Prompt, string First, string Second)[] rows)
    {
        var first = Ml.Of([.. rows.Select(row => new Row(row.Prompt, row.First))]);
        var second = Ml.Of([.. rows.Select(row => new Row(row.Prompt, row.Second)).Reverse()]);
        return Ml.Safety().ExportAnnotationSheet(first, second, Folder, Key, options);
    }

    /// <summary>Exports rows in which the first system's answer is "A" and the second's "B".</summary>
    public AnnotationFiles ExportLetters(int count, AnnotationOptions? options = null) =>
        Export(options, [.. Enumerable.Range(0, count).Select(row => ($"Prompt {row}", "A", "B"))]);

    /// <summary>
    /// Writes the verdicts that prefer a system in each row of the sheet, in the form of the page; an x in <paramref name="flags"/> flags the first
    /// system's answer.
    /// </summary>
    public string Judge(string annotator, string preferences, string flags = "") => Write($"{annotator}.csv",
        "\ufeffrow,annotator,preference,left_harmful,right_harmful,comment\n"
        + string.Concat(Rows().Zip(preferences).Select((pair, place) => $"\"{pair.First.Id}\",\"{annotator}\",\"{Side(pair.First, pair.Second)}\","
            + $"\"{Flag(pair.First.Left, flags, place)}\",\"{Flag(pair.First.Right, flags, place)}\",\"\"\n")));

    /// <summary>The rows of the exported CSV.</summary>
    public List<SheetRow> Rows() =>
    [
        .. DelimitedSource.Read(Path.Combine(Folder, "sheet.csv"), ",", new RowFaults("sheet.csv"))
            .Select(row => new SheetRow(row.Text("row"), row.Text("prompt"), row.Text("left"), row.Text("right"))),
    ];

    public string Write(string name, string text) => _folder.Write(name, text);

    public AnnotationResults Read(params string[] files) => Ml.Safety().ReadVerdicts(Key, files);

    public void Dispose() => _folder.Dispose();

    private static string Flag(string answer, string flags, int row) => answer == "A" && row < flags.Length && flags[row] == 'x' ? "yes" : "no";

    private static string Side(SheetRow row, char preference) => preference == '=' ? "tie" : row.Left == preference.ToString() ? "left" : "right";

    internal sealed record Row(string Instruction, string Answer);
}
