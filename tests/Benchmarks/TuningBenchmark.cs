using System.Diagnostics;
using Spectre.Console;

namespace SafetyML.Benchmarks;

/// <summary>LoRA tuning against transformers and PEFT: same model, same rows, same settings, each in its own process.</summary>
internal sealed class TuningBenchmark(TuningSettings settings)
{
    private const int TableWidth = 120;

    private readonly List<TuningLine> lines = [];

    /// <summary>Runs both recipes, prints a table, and writes JSON where it was asked for.</summary>
    public void Run()
    {
        var folder = Directory.CreateTempSubdirectory("safetyml-benchmark-").FullName;
        try
        {
            var rows = Path.Combine(folder, "rows.json");
            TuningRows.Write(settings.General, settings.Safety, settings.Steps * Recipe.Batch, rows);
            Compare(Recipe.Paper, settings.WithFloat32 ? ["float32", "bfloat16"] : ["bfloat16"], rows, folder);
            Compare(Recipe.PeerBest, ["bfloat16"], rows, folder);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Print();
        if (settings.Json is { } json)
            File.WriteAllText(json, TuningLine.ToJson(lines));
    }

    private void Compare(Recipe recipe, string[] types, string rows, string folder)
    {
        var peers = types.Select(type => (Type: type, Report: Measure($"{recipe.Name}: PEFT {type}", () => Peer(recipe, type, rows, folder)))).ToList();
        var best = peers.MaxBy(peer => peer.Report.TokensPerSecond).Report;
        lines.AddRange(peers.Select(peer => new TuningLine(recipe.Name, "PEFT", peer.Type, peer.Report, best)));
        foreach (var type in types)
            lines.Add(new TuningLine(recipe.Name, "SafetyML", type, Measure($"{recipe.Name}: SafetyML {type}", () => Own(recipe, type, rows, folder)), best));
    }

    private RunReport Peer(Recipe recipe, string type, string rows, string folder)
    {
        List<string> arguments = [settings.PeerScript, "--model", settings.Model, "--general", rows, "--rows", $"{int.MaxValue}", "--dtype", type,
            "--rank", $"{recipe.Rank}", "--alpha", $"{Recipe.Alpha}", "--dropout", $"{Recipe.Dropout}", "--micro", $"{recipe.MicroBatch}", "--batch", $"{Recipe.Batch}",
            "--cutoff", $"{recipe.Cutoff}", "--lr", $"{Recipe.LearningRate}", "--warmup", $"{Recipe.Warmup}", "--seed", $"{Recipe.Seed}", "--epochs", "1"];
        if (recipe.GroupByLength)
            arguments.Add("--group-by-length");
        if (recipe.ResponseOnly)
            arguments.Add("--response-only");
        return RunReport.Parse(Child.Run(settings.Peer, arguments, folder));
    }

    private RunReport Own(Recipe recipe, string type, string rows, string folder) => RunReport.Parse(Child.Run(
        Environment.ProcessPath!, [.. Program.Self, "own-run", "--model", settings.Model, "--rows", rows, "--recipe", recipe.Name, "--dtype", type], folder));

    private static RunReport Measure(string title, Func<RunReport> run)
    {
        var start = Stopwatch.GetTimestamp();
        AnsiConsole.MarkupLineInterpolated($"[grey]{title} …[/]");
        var report = run();
        AnsiConsole.MarkupLineInterpolated($"[grey]{title}: {report.TokensPerSecond:F0} tokens/s in {Stopwatch.GetElapsedTime(start).TotalSeconds:F0} s[/]");
        return report;
    }

    private void Print()
    {
        AnsiConsole.Profile.Width = Math.Max(AnsiConsole.Profile.Width, TableWidth); // a redirected console tells 80
        var table = new Table().AddColumns("recipe", "stack", "type", "tokens/s", "x best peer", "peak MB", "x its memory", "mean loss", "last loss");
        foreach (var line in lines)
            table.AddRow(line.Recipe, line.Stack, line.Type, $"{line.Report.TokensPerSecond:F0}", $"{line.SpeedRatio:F2}", $"{line.Report.PeakMegabytes}", $"{line.MemoryRatio:F2}",
                $"{line.Report.TrainLoss:F3}", $"{line.Report.Losses[^1]:F3}");
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated($"{settings.Steps} steps of {Recipe.Batch} rows, the first two not timed; {Environment.ProcessorCount} cores. Tokens are real tokens: padding and sharing do not count.");
    }
}
