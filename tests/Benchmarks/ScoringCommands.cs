using System.CommandLine;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace SafetyML.Benchmarks;

/// <summary>The command line of <see cref="ScoringBenchmark"/>.</summary>
internal static class ScoringCommands
{
    public static Command Run()
    {
        var files = new Option<string[]>("--answers")
        {
            Description = "Files with a prompt column and a column of answers.",
            AllowMultipleArgumentsPerToken = true,
            DefaultValueFactory = _ => [.. ((string[])["llama2new", "llama2orig", "mistralguard"]).Select(model => Program.Shared($"data/xstest/xstest_v2_completions_{model}.csv"))],
        };
        var column = new Option<string>("--column") { Description = "The column of answers, as LoadPrompts names it.", DefaultValueFactory = _ => "Completion" };
        var command = new Command("scoring", "Scorers of refusal and harmfulness, the rules against a compiled regular expression of the same list.") { files, column };
        command.SetAction(parsed => ScoringBenchmark.Run([.. parsed.GetRequiredValue(files).SelectMany(file => Read(file, parsed.GetRequiredValue(column)))]));
        return command;
    }

    private static IEnumerable<string> Read(string file, string column) =>
        new MLContext().Data.LoadPrompts(Path.GetFullPath(file)).GetColumn<string>(column);
}
