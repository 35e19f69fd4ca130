using System.Text.Json;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Training;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Training;

/// <summary>Runs of PEFT, step by step, with the same rows from the same adapter.</summary>
public sealed class TrainingFixtureTests
{
    private const double Relative = 1e-4;

    /// <summary>Every fixture folder whose name begins with <c>training</c>; that name alone, which is then skipped, where there is none.</summary>
    public static TheoryData<string> Runs
    {
        get
        {
            IEnumerable<string> folders = Directory.Exists(Fixtures.Root) ? Directory.EnumerateDirectories(Fixtures.Root, "training*") : [];
            return [.. folders.Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal).DefaultIfEmpty("training")];
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Runs))]
    public void Accumulate_FirstStep_HasPeftsGradients(string run)
    {
        var folder = Fixtures.Folder(run);
        var reference = Fixtures.Json(folder, "reference.json");
        using var model = Base(reference);
        using var adapter = LoraAdapter.Load(model, Path.Combine(folder, "adapter-initial"));
        var rows = Rows(reference).Take(Options(reference).BatchSize).ToList();

        LoraTrainer.Accumulate(model, adapter, rows, tokenBudget: 10_000);

        using var expected = Checkpoint.Open(Path.Combine(folder, "gradients-of-step-1.safetensors"));
        Assert.Equal(2 * adapter.Branches.Count, expected.Names.Count);
        foreach (var branch in adapter.Branches)
        {
            Check(expected.Read($"base_model.model.{branch.Name}.lora_A.weight"), branch.A.grad!, branch.Name);
            Check(expected.Read($"base_model.model.{branch.Name}.lora_B.weight"), branch.B.grad!, branch.Name);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Runs))]
    public void Train_PeftsRun_HasItsLossesNormsRatesAndAdapter(string run)
    {
        var folder = Fixtures.Folder(run);
        var reference = Fixtures.Json(folder, "reference.json");
        using var model = Base(reference);
        using var adapter = LoraAdapter.Load(model, Path.Combine(folder, "adapter-initial"));

        var result = new LoraTrainer().Train(model, adapter, Rows(reference), [], Options(reference));

        CheckSteps(reference, result, Relative);
        using var final = Base(reference);
        using var expected = LoraAdapter.Load(final, Path.Combine(folder, "adapter-final"));
        Near.Check(expected.Flat, adapter.Flat, 1e-4, "final adapter");
    }

    [SkippableFact]
    public void Train_SmolLm2_HasPeftsLosses()
    {
        var model = Fixtures.SmolLm2();
        var folder = Fixtures.SmolLm2Reference();
        var reference = Fixtures.Json(folder, "reference.json").GetProperty("training");
        using var network = Load(model);
        using var adapter = LoraAdapter.Load(network, Path.Combine(folder, "adapter-initial"));

        var result = new LoraTrainer().Train(network, adapter, Rows(reference), [], Options(reference));

        CheckSteps(reference, result, 1e-3);
    }

    private static void CheckSteps(JsonElement reference, TrainingResult result, double tolerance)
    {
        var steps = reference.GetProperty("steps").EnumerateArray().ToList();
        Assert.Equal(steps.Count, result.Steps.Count);
        foreach (var (expected, actual) in steps.Zip(result.Steps))
        {
            Near(expected, "loss", actual.Loss);
            Near(expected, "grad_norm_before_clipping", actual.GradientNorm);
            Near(expected, "learning_rate", actual.LearningRate);
            Assert.Equal(expected.GetProperty("labelled_tokens").GetInt32(), actual.LabelledTokens);
        }

        void Near(JsonElement step, string name, double actual)
        {
            var expected = step.GetProperty(name).GetDouble();
            Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Abs(expected), $"{name}: {actual} is not {expected} to {tolerance}.");
        }
    }

    private static void Check(Tensor expected, Tensor actual, string name)
    {
        using var scope = NewDisposeScope();
        Support.Near.Check(expected, actual, Relative * expected.abs().max().item<float>(), name);
        expected.Dispose();
    }

    private static CausalModel Base(JsonElement reference) =>
        Fixtures.Supported(() => Load(Fixtures.Folder(reference.GetProperty("base").GetString()!.Split('/'))));

    private static CausalModel Load(string folder)
    {
        using var checkpoint = Checkpoint.Open(folder);
        return CausalModel.Load(checkpoint, ModelConfig.Load(folder), ScalarType.Float32);
    }

    private static TrainingExample[] Rows(JsonElement reference) => [.. reference.GetProperty("rows").EnumerateArray()
        .Select(row => new TrainingExample(Fixtures.Integers(row.GetProperty("input_ids")), Fixtures.Integers(row.GetProperty("labels"))))];

    private static TrainingOptions Options(JsonElement reference)
    {
        var settings = reference.GetProperty("settings");
        int Whole(string name) => settings.GetProperty(name).GetInt32();
        return new TrainingOptions
        {
            Epochs = Whole("epochs"),
            LearningRate = settings.GetProperty("learning_rate").GetDouble(),
            WarmupSteps = Whole("warmup_steps"),
            WeightDecay = settings.GetProperty("weight_decay").GetDouble(),
            MaxGradientNorm = settings.GetProperty("max_grad_norm").GetDouble(),
            MicroBatchSize = Whole("micro_batch"),
            BatchSize = Whole("micro_batch") * Whole("accumulation"),
            Shuffle = false,
        };
    }
}
