using System.Globalization;
using SafetyML.Evaluation;
using Spectre.Console;

namespace QuickStart;

/// <summary>Prints a study to the console.</summary>
internal static class StudyReport
{
    public static void Rates(IReadOnlyList<DoseResult> results)
    {
        var table = new Table().Border(TableBorder.Rounded)
            .AddColumn("safety rows").AddColumn("unsafe answers").AddColumn("safe prompts refused").AddColumn("helpful answers right");
        foreach (var result in results)
            table.AddRow(result.SafetyCount.ToString(), Cell(result.Unsafe), Cell(result.Exaggerated), Cell(result.Helpful));
        AnsiConsole.Write(table);
        AnsiConsole.WriteLine("Each cell: rate [95 % interval, Wilson] n.");
    }

    public static void Answers(IEnumerable<(string Prompt, string Before, string After)> answers, int count)
    {
        foreach (var (prompt, before, after) in answers)
        {
            AnsiConsole.WriteLine();
            AnsiConsole.WriteLine("prompt: " + Visible(prompt));
            AnsiConsole.WriteLine("  base, not tuned: " + Visible(before));
            AnsiConsole.WriteLine($"  tuned, {count} safety rows: {Visible(after)}");
        }
    }

    /// <summary>The text of a file or a model, without what would steer the terminal.</summary>
    public static string Visible(string text) =>
        string.Concat(text.Select(letter => IsUnseen(letter) && letter != '\n' ? $"\\u{(int)letter:x4}" : letter.ToString()));

    private static bool IsUnseen(char letter) =>
        char.GetUnicodeCategory(letter) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    private static string Cell(Rate? rate) => rate is null ? "-" : Markup.Escape(rate.ToString());
}
