using Microsoft.ML;
using SafetyML.Answering;
using SafetyML.Tests.Support;
using SafetyML.Torch.Lora;
using Xunit;

namespace SafetyML.Tests.Answering;

public sealed class GenerateAnswersTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _base;

    public GenerateAnswersTests() => _base = TinyModel.Write(_folder.File("base"));

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void GenerateAnswers_Always_ConformsToMlNet() =>
        EstimatorConformance.Check<Some.Row, Some.Answered>(_ml, _ml.Transforms.GenerateAnswers(_base, Some.Answering), "Instruction", Some.Rows);

    [Fact]
    public void Transform_Sampling_GivesAPromptTheSameAnswerInEveryBatch()
    {
        var options = Some.Answering with { Decoding = Some.Decoding with { Sample = true, Seed = 5 } };
        using var model = _ml.Transforms.GenerateAnswers(_base, options).Fit(_ml.Of(Some.Rows));
        var together = model.Transform(_ml.Of(Some.Rows)).Texts("Answer");
        Assert.Equal(together[3], model.Transform(_ml.Of(Some.Rows[3])).Texts("Answer")[0]);
    }

    [Fact]
    public void Fit_NoAdapterFolder_SaysWhatAFolderHolds()
    {
        var missing = _folder.File("nowhere");
        var exception = Assert.Throws<DirectoryNotFoundException>(() => _ml.Transforms.GenerateAnswers(_base, adapter: missing).Fit(_ml.Of(Some.Rows)));
        Assert.Equal(
            $"The adapter folder '{missing}' was not found. Give a PEFT folder: adapter_config.json and adapter_model.safetensors.", exception.Message);
    }

    [Fact]
    public void Fit_AdapterOfAnotherBase_NamesTheUsersFile()
    {
        using (var model = _ml.Transforms.SafetyTune(_base, Some.Tuning with { TargetModules = ["down_proj"] }).Fit(_ml.Of(Some.Rows)))
            model.SaveAdapter(_folder.File("adapter"));
        var other = TinyModel.Write(_folder.File("other"), intermediate: 32);
        var exception = Assert.Throws<AdapterMismatchException>(() => _ml.Transforms.GenerateAnswers(other, _folder.File("adapter")).Fit(_ml.Of(Some.Rows)));
        var file = Path.Combine(_folder.File("adapter"), "adapter_model.safetensors");
        Assert.Equal($"{file}: 'base_model.model.model.layers.0.mlp.down_proj.lora_A.weight' is (4, 24), "
            + "but this model needs (4, 32). The adapter belongs to another base model.", exception.Message);
        Assert.Equal(0, BaseModels.Loaded.LeasesOf(new ModelPlace(other, WeightPrecision.Stored, "auto")));
    }

    [Fact]
    public void GenerateAnswers_BadOptions_ListsEveryFault()
    {
        var options = new GenerateAnswersOptions { AdapterFolder = "", Device = "abacus", Decoding = new() { Beams = 0 } };
        var message = Assert.Throws<ArgumentException>(() => _ml.Transforms.GenerateAnswers(_base, options)).Message;
        Assert.Contains("AdapterFolder is empty", message);
        Assert.Contains("Device is 'abacus'", message);
        Assert.Contains("Beams is 0", message);
    }

    [Fact]
    public void Transform_Cancelled_Stops()
    {
        using var cancel = new CancellationTokenSource();
        using var model = _ml.Transforms.GenerateAnswers(_base, Some.Answering with { CancellationToken = cancel.Token }).Fit(_ml.Of(Some.Rows));
        cancel.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => model.Transform(_ml.Of(Some.Rows)).Texts("Answer"));
    }
}
