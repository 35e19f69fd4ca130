using Spectre.Console;

namespace TrainEmbeddedScorers.Measures;

/// <summary>The table of numbers on the console and in a card.</summary>
internal static class MeasureTable
{
    private const int Width = 150;

    public static void Print(IEnumerable<MeasureLine> lines)
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, Width); // a redirected console tells 80
        var table = new Table().AddColumns("measure", "n", "value", "95 % interval", "asked");
        foreach (var line in lines)
            table.AddRow(Markup.Escape(line.Name), $"{line.Count}", line.ValueText, line.IntervalText, line.AskedText);
        AnsiConsole.Write(table);
    }

    public static string ToMarkdown(IEnumerable<MeasureLine> lines) =>
        "| measure | n | value | 95 % interval | asked |\n| --- | ---: | ---: | --- | --- |\n"
        + string.Concat(lines.Select(line => $"| {line.Name} | {line.Count} | {line.ValueText} | {line.IntervalText} | {line.AskedText} |\n"));
}
