using System.Diagnostics;
using System.Text.Json;
using SafetyML.Torch.Classification;
using SafetyML.Torch.Encoders;
using Spectre.Console;
using TorchSharp;

namespace SafetyML.Benchmarks;

/// <summary>Training of a head with its encoder against transformers: same texts, batch size and cutoff, each run in its own process.</summary>
internal static class EncoderBenchmark
{
    private const int BatchSize = 32;
    private const int Cutoff = 256;
    private const int WarmupSteps = 2;

    /// <summary>Runs both sides in both types and prints a table.</summary>
    public static void Run(string model, string peer, string rows, int count, int threads)
    {
        string folder = Directory.CreateTempSubdirectory("safetyml-benchmark-").FullName;
        try
        {
            string texts = Path.Combine(folder, "texts.json");
            File.WriteAllText(texts, JsonSerializer.Serialize(Answers(rows).Take(count)));
            string script = Path.Combine(AppContext.BaseDirectory, "encoder_peer.py");
            string[] Shared(string type) => ["--model", model, "--texts", texts, "--dtype", type, "--threads", $"{threads}"];
            var reports = new[] { "float32", "bfloat16" }.SelectMany(type => new[]
            {
                ("transformers", type, RunReport.Parse(Child.Run(peer, [script, .. Shared(type)], folder, threads))),
                ("SafetyML", type, RunReport.Parse(Child.Run(Environment.ProcessPath!, [.. Program.Self, "own-encoder", .. Shared(type)], folder, threads))),
            }).ToList();
            Print(reports, threads);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>One run of this library: all weights, one epoch.</summary>
    public static RunReport Measure(string model, string textsFile, torch.ScalarType type, int threads)
    {
        torch.set_num_threads(threads);
        string[] texts = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(textsFile))!;
        ClassifierExample[] examples = [.. texts.Select((text, row) => ClassifierExample.OfClass(new TextPair(text), row % 2))];
        using var result = ClassifierTraining.Train(model, examples, new ClassifierTrainingOptions
        {
            Epochs = 1,
            BatchSize = BatchSize,
            MaxTokens = Cutoff,
            Validation = 0,
            ScalarType = type,
            Device = "cpu",
        });
        var (first, last) = (result.Steps[WarmupSteps - 1], result.Steps[^1]);
        double seconds = (last.Tokens / last.TokensPerSecond) - (first.Tokens / first.TokensPerSecond);
        return new RunReport
        {
            TokensPerSecond = (last.Tokens - first.Tokens) / seconds,
            Tokens = last.Tokens,
            Steps = result.Steps.Count,
            PeakMegabytes = Process.GetCurrentProcess().PeakWorkingSet64 / (1 << 20),
            TrainLoss = result.Epochs[0].TrainingLoss,
            Losses = [.. result.Steps.Select(step => step.Loss)],
        };
    }

    /// <summary>The answers of an Alpaca file.</summary>
    private static IEnumerable<string> Answers(string file)
    {
        using var document = JsonDocument.Parse(File.ReadAllBytes(file));
        return [.. document.RootElement.EnumerateArray().Select(row => row.GetProperty("output").GetString()!).Where(text => text.Length > 0)];
    }

    private static void Print(List<(string Stack, string Type, RunReport Report)> reports, int threads)
    {
        double best = reports.Where(item => item.Stack == "transformers").Max(item => item.Report.TokensPerSecond);
        var table = new Table().AddColumns("stack", "type", "tokens/s", "x best peer", "peak MB", "mean loss");
        foreach (var (stack, type, report) in reports)
            table.AddRow(stack, type, $"{report.TokensPerSecond:F0}", $"{report.TokensPerSecond / best:F2}", $"{report.PeakMegabytes}", $"{report.TrainLoss:F3}");
        AnsiConsole.Write(table);
        AnsiConsole.MarkupLineInterpolated($"{reports[0].Report.Steps} steps of {BatchSize} rows, the first two not timed; {threads} threads. Tokens are real tokens: padding does not count.");
    }
}
