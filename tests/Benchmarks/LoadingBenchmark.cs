using System.Diagnostics;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tokenization;
using Spectre.Console;
using TorchSharp;

namespace SafetyML.Benchmarks;

/// <summary>Loading a model whose file is in the page cache against <c>dd</c> of the same file: interleaved, medians of one run.</summary>
internal sealed class LoadingBenchmark(string model, string? gguf, int repeats, string scratch)
{
    private const double Factor = 1.2, Allowance = 0.3;

    /// <summary>Measures and prints.</summary>
    public void Run()
    {
        var weights = Path.Combine(model, "model.safetensors");
        Copy(weights); // into the page cache
        var steps = new List<(string Name, Action Run)>
        {
            ("dd", () => Copy(weights)),
            ("load", () => Load(model)),
            ("weights alone", ReadAll),
            ("tokenizer alone", () => ModelTokenizer.Load(model)),
        };
        if (gguf is not null)
            steps.Add(("load GGUF", () => Load(gguf)));
        var seconds = steps.ToDictionary(step => step.Name, _ => new List<double>());
        var processor = steps.ToDictionary(step => step.Name, _ => new List<double>());
        for (var repeat = 0; repeat < repeats; repeat++)
            foreach (var (name, run) in steps)
            {
                var used = Environment.CpuUsage.TotalTime;
                seconds[name].Add(Seconds(run));
                processor[name].Add((Environment.CpuUsage.TotalTime - used).TotalSeconds);
            }
        var table = new Table().AddColumns("step", "median s", "least s", "first s", "median processor s");
        foreach (var (name, _) in steps)
            table.AddRow(name, $"{Median(seconds[name]):F3}", $"{seconds[name].Min():F3}", $"{seconds[name][0]:F3}", name == "dd" ? "" : $"{Median(processor[name]):F3}");
        AnsiConsole.Write(table);
        var allowed = (Factor * Median(seconds["dd"])) + Allowance;
        AnsiConsole.MarkupLineInterpolated($"load / (1.2 dd + 0.3 s) = {Median(seconds["load"]) / allowed:F2}  ({Median(seconds["load"]):F3} s, allowed {allowed:F3} s; {new FileInfo(weights).Length / 1e6:F0} MB)");
        AnsiConsole.MarkupLineInterpolated($"in a new process: {Child.Run(Environment.ProcessPath!, [.. Program.Self, "own-loading", "--model", model], scratch).Trim()}");
        OpenLarge();
    }

    /// <summary>One load in this process.</summary>
    public static string Measure(string model)
    {
        torch.zeros(1).Dispose(); // the libraries' own memory is not the model's
        var before = Memory.Resident();
        var start = Stopwatch.GetTimestamp();
        using var loaded = LanguageModel.Load(model, new LanguageModelOptions { Device = "cpu" });
        var elapsed = Stopwatch.GetElapsedTime(start).TotalSeconds;
        var bytes = new FileInfo(Path.Combine(model, "model.safetensors")).Length;
        return $"{elapsed:F3} s; resident +{(Memory.Resident() - before) / 1e6:F0} MB, at most +{(Memory.Peak() - before) / 1e6:F0} MB; the file has {bytes / 1e6:F0} MB";
    }

    private void OpenLarge()
    {
        var folder = Path.Combine(scratch, $"safetyml-7b-{Guid.NewGuid():N}");
        try
        {
            LargeFolder.Make(folder);
            AnsiConsole.Write(Child.Run(Environment.ProcessPath!, [.. Program.Self, "own-opening", "--model", folder], scratch));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private void ReadAll()
    {
        using var checkpoint = Checkpoint.Open(model);
        using var kept = torch.NewDisposeScope(); // as loading keeps them
        foreach (var name in checkpoint.Names)
            checkpoint.Read(name);
    }

    private static void Load(string path) => LanguageModel.Load(path, new LanguageModelOptions { Device = "cpu" }).Dispose();

    private static void Copy(string file) => Child.Run("dd", [$"if={file}", "of=/dev/null", "bs=1M"], Path.GetTempPath());

    private static double Seconds(Action run)
    {
        var start = Stopwatch.GetTimestamp();
        run();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);
}
