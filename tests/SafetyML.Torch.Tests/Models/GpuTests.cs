using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Decoding;
using SafetyML.Torch.Lora;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Training;
using Xunit;
using static TorchSharp.torch;

namespace SafetyML.Torch.Tests.Models;

/// <summary>
/// The same numbers on a GPU. Opt in with <c>SAFETYML_GPU=cuda</c> or <c>cuda:1</c>; skipped otherwise. (<c>SAFETYML_GPU=cpu</c> tries the tests themselves.)
/// </summary>
public class GpuTests
{
    public static TheoryData<string> Models => Fixtures.Names("causal");

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Logits_ReferenceSequences_AsReference(string name)
    {
        var device = Gpu();
        using var scope = NewDisposeScope();
        string folder = Fixtures.Folder("causal", name);
        using var model = ReferenceModel.Load(folder, device: device);
        using var reference = Checkpoint.Open(Path.Combine(folder, "reference.safetensors"));
        using var guard = no_grad();
        int[][] rows = ReferenceModel.Sequences(folder);
        for (int row = 0; row < rows.Length; row++)
        {
            using var attention = new PackedAttention(model.Config, [rows[row].Length]);
            var logits = model.Logits(model.call(Some.Tokens(rows[row]).to(device), attention.Positions(device), attention)).cpu();
            Near.Check(reference.Read($"logits.{row}"), logits, 2e-4, $"{name}, sequence {row}");
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Models))]
    public void Generate_FourBeams_AsOnTheProcessor(string name)
    {
        var device = Gpu();
        string folder = Fixtures.Folder("causal", name);
        Assert.Equal(Answers(CPU), Answers(device));

        IEnumerable<int[]> Answers(Device where)
        {
            using var model = ReferenceModel.Load(folder, device: where);
            var options = new DecodingOptions { Beams = 4, MaxNewTokens = 16 };
            return [.. new TextGenerator(model).Generate(ReferenceModel.Sequences(folder), options).Select(answer => answer.Ids)];
        }
    }

    [SkippableFact]
    public void Train_TinyModel_LossesAsOnTheProcessor()
    {
        var device = Gpu();
        foreach (var (expected, actual) in Losses(CPU).Zip(Losses(device)))
            Assert.Equal(expected, actual, 1e-4);

        IReadOnlyList<double> Losses(Device where)
        {
            using var folder = new TempFolder();
            Some.WriteModel(folder);
            using var checkpoint = Checkpoint.Open(folder);
            using var model = CausalModel.Load(checkpoint, Some.Config, device: where);
            using var adapter = LoraAdapter.Attach(model, new LoraOptions { Dropout = 0 }, seed: 1);
            TrainingExample[] rows = [.. Enumerable.Range(0, 8).Select(row => Some.Ids(9 + row, row)).Select(ids => new TrainingExample(ids, ids))];
            var options = new TrainingOptions { Epochs = 2, BatchSize = 4, LearningRate = 1e-2, WarmupSteps = 1 };
            return [.. new LoraTrainer().Train(model, adapter, rows, [], options).Steps.Select(step => step.Loss)];
        }
    }

    private static Device Gpu()
    {
        string? name = Environment.GetEnvironmentVariable("SAFETYML_GPU");
        Skip.If(string.IsNullOrEmpty(name), "SAFETYML_GPU does not name a GPU, such as cuda.");
        return Devices.Select(name);
    }
}
