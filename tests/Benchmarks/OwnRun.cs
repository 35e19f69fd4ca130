using System.Diagnostics;
using System.Text.Json.Nodes;
using SafetyML.Prompts;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using SafetyML.Torch.Training;
using TorchSharp;

namespace SafetyML.Benchmarks;

/// <summary>Trains once with this library and measures it.</summary>
internal static class OwnRun
{
    private const int WarmupSteps = 2;

    public static RunReport Measure(string modelFolder, string rowsFile, Recipe recipe, torch.ScalarType type)
    {
        torch.set_num_threads(Environment.ProcessorCount);
        using var model = LanguageModel.Load(modelFolder, new LanguageModelOptions { ScalarType = type });
        using var adapter = LoraAdapter.Attach(model.Network, new LoraOptions { Rank = recipe.Rank, Alpha = Recipe.Alpha, Dropout = Recipe.Dropout }, Recipe.Seed);
        var examples = new ExampleEncoder(model.Tokenizer, recipe.Cutoff, trainOnInputs: !recipe.ResponseOnly).EncodeAll(Rows(rowsFile)).Examples;
        var watch = new StepWatch();
        var result = new LoraTrainer().Train(model.Network, adapter, examples, [], new TrainingOptions
        {
            Epochs = 1,
            BatchSize = Recipe.Batch,
            MicroBatchSize = recipe.MicroBatch,
            LearningRate = Recipe.LearningRate,
            WarmupSteps = Recipe.Warmup,
            Seed = Recipe.Seed,
        }, watch);
        return new RunReport
        {
            TokensPerSecond = Math.Round(watch.TokensPerSecond(WarmupSteps), 1),
            Tokens = result.Steps[^1].Tokens,
            Steps = result.Steps.Count,
            PeakMegabytes = Process.GetCurrentProcess().PeakWorkingSet64 / (1 << 20),
            TrainLoss = Math.Round(result.Steps.Average(step => step.Loss), 4),
            Losses = [.. result.Steps.Select(step => Math.Round(step.Loss, 4))],
        };
    }

    private static IEnumerable<(string Prompt, string Answer)> Rows(string file) => JsonNode.Parse(File.ReadAllBytes(file))!.AsArray()
        .Select(row => (PromptTemplate.Alpaca.Format((string)row!["instruction"]!, (string?)row["input"]), (string)row["output"]!));

    /// <summary>Notes time and tokens at the end of each step, as the peer's script does.</summary>
    private sealed class StepWatch : IProgress<TrainingProgress>
    {
        private readonly List<(long Time, long Tokens)> marks = [];

        public void Report(TrainingProgress value) => marks.Add((Stopwatch.GetTimestamp(), value.Tokens));

        public double TokensPerSecond(int skipped)
        {
            var (first, last) = (marks[Math.Min(skipped, marks.Count - 1) - 1], marks[^1]);
            return (last.Tokens - first.Tokens) / Stopwatch.GetElapsedTime(first.Time, last.Time).TotalSeconds;
        }
    }
}
