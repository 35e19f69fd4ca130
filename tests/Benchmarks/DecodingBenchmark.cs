using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using SafetyML.Prompts;
using SafetyML.Torch.Decoding;
using SafetyML.Torch.Models;
using Spectre.Console;
using TorchSharp;

namespace SafetyML.Benchmarks;

/// <summary>Answers against transformers' <c>generate</c>: same model, same prompts in one batch, each stack in its own process.</summary>
internal sealed class DecodingBenchmark(DecodingSettings settings)
{
    private static readonly string PeerScript = Path.Combine(AppContext.BaseDirectory, "generate_peer.py");

    /// <summary>Measures both stacks in every type and prints a table.</summary>
    public void Run()
    {
        var folder = Directory.CreateTempSubdirectory("safetyml-benchmark-").FullName;
        try
        {
            var prompts = Path.Combine(folder, "prompts.json");
            File.WriteAllText(prompts, JsonSerializer.Serialize(Prompts()));
            var table = new Table().AddColumns("type", "stack", "tokens/s", "x peer", "tokens", "seconds", "peak MB", "equal answers");
            foreach (var type in settings.Types)
                Compare(type, prompts, folder, table);
            AnsiConsole.Write(table);
            AnsiConsole.MarkupLineInterpolated($"{settings.Count} prompts together, {settings.Beams} beams, {settings.NewTokens} new tokens at most; {settings.Threads} threads; the median of {settings.Rounds} rounds, both stacks in turn. Tokens are those of the answers.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Answers with this library; the hidden command that <see cref="Run"/> starts.</summary>
    public static DecodingReport Measure(string modelFolder, string promptsFile, torch.ScalarType type, int beams, int newTokens, int threads)
    {
        torch.set_num_threads(threads);
        using var model = LanguageModel.Load(modelFolder, new LanguageModelOptions { ScalarType = type });
        var generator = new TextGenerator(model);
        var prompts = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(promptsFile))!;
        var options = new DecodingOptions { Beams = beams, MaxNewTokens = newTokens, BatchSize = prompts.Length };
        generator.Generate(prompts, options with { MaxNewTokens = 4 });
        var start = Stopwatch.GetTimestamp();
        var answers = generator.Generate(prompts, options);
        return new DecodingReport
        {
            Seconds = Math.Round(Stopwatch.GetElapsedTime(start).TotalSeconds, 3),
            PeakMegabytes = Process.GetCurrentProcess().PeakWorkingSet64 / (1 << 20),
            Answers = [.. answers.Select(answer => answer.Ids)],
        };
    }

    private void Compare(string type, string prompts, string folder, Table table)
    {
        List<string> arguments = ["--model", settings.Model, "--prompts", prompts, "--dtype", type,
            "--beams", $"{settings.Beams}", "--new-tokens", $"{settings.NewTokens}", "--threads", $"{settings.Threads}"];
        var rounds = Enumerable.Range(0, settings.Rounds).Select(_ => (
            Peer: DecodingReport.Parse(Child.Run(settings.Peer, [PeerScript, .. arguments], folder, settings.Threads)),
            Own: DecodingReport.Parse(Child.Run(Environment.ProcessPath!, [.. Program.Self, "own-decoding", .. arguments], folder, settings.Threads)))).ToList();
        var peer = Median(rounds.Select(round => round.Peer));
        Add("transformers", peer);
        Add("SafetyML", Median(rounds.Select(round => round.Own)));
        AnsiConsole.MarkupLineInterpolated($"[grey]{type}: x peer in each round {string.Join(", ", rounds.Select(round => $"{round.Own.TokensPerSecond / round.Peer.TokensPerSecond:F2}"))}[/]");

        static DecodingReport Median(IEnumerable<DecodingReport> reports)
        {
            var ordered = reports.OrderBy(report => report.Seconds).ToList();
            return ordered[ordered.Count / 2];
        }

        void Add(string stack, DecodingReport report)
        {
            int equal = report.Answers.Zip(peer.Answers).Count(pair => pair.First.SequenceEqual(pair.Second));
            table.AddRow(type, stack, $"{report.TokensPerSecond:F1}", $"{report.TokensPerSecond / peer.TokensPerSecond:F2}", $"{report.Tokens}", $"{report.Seconds:F1}", $"{report.PeakMegabytes}", $"{equal} of {settings.Count}");
            AnsiConsole.MarkupLineInterpolated($"[grey]{type}: {stack} {report.TokensPerSecond:F1} tokens/s[/]");
        }
    }

    private IEnumerable<string> Prompts() => JsonNode.Parse(File.ReadAllBytes(settings.Rows))!.AsArray().Take(settings.Count)
        .Select(row => PromptTemplate.Alpaca.Format((string)row!["instruction"]!, (string?)row["input"]));
}
