using Microsoft.ML;
using SafetyML.Answering;
using SafetyML.Tests.Support;
using SafetyML.Torch.Models;
using SafetyML.Tuning;
using Xunit;

namespace SafetyML.Tests.Saving;

public sealed class SavedModelTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);
    private readonly string _base;
    private readonly string _zip;
    private readonly string[] _answers;

    public SavedModelTests()
    {
        _base = TinyModel.Write(_folder.File("base"));
        _zip = _folder.File("tuned.zip");
        _answers = TuneAndSave(_base, _zip);
    }

    private IDataView Data => _ml.Of(Some.Rows);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_FreshProcess_AnswersTheSame()
    {
        var prompts = Some.Rows.Where(row => row.Input.Length == 0).Select(row => row.Instruction).ToArray();
        var expected = Some.Rows.Zip(_answers).Where(pair => pair.First.Input.Length == 0).Select(pair => pair.Second);
        var (answers, error) = FreshProcess.Answer(_zip, prompts, workingFolder: _folder.Path);
        Assert.Equal("", error);
        Assert.Equal(expected, answers);
    }

    [Fact]
    public void Load_BaseMovedAndVariableSet_FindsItByName()
    {
        Directory.CreateDirectory(_folder.File("elsewhere"));
        Directory.Move(_base, Path.Combine(_folder.File("elsewhere"), "base"));
        var (answers, error) = FreshProcess.Answer(_zip, [Some.Rows[0].Instruction], _folder.Path, modelsFolder: _folder.File("elsewhere"));
        Assert.Equal("", error);
        Assert.Equal(_answers[..1], answers);
    }

    [Fact]
    public void Restore_BaseMoved_SaysHowToPointToIt()
    {
        Directory.Move(_base, _folder.File("moved"));
        var exception = Assert.Throws<DirectoryNotFoundException>(() => _ml.Safety().Restore(Load(_zip)));
        Assert.Equal($"The base model '{_base}' of the saved model was not found. Set SAFETYML_MODELS to the folder that holds 'base', "
            + "or call ml.Safety().Restore(loaded, baseModel) with its path.", exception.Message);
        Assert.Equal(_answers, Answers(_ml.Safety().Restore(Load(_zip), _folder.File("moved"))));
    }

    [Fact]
    public void Transform_BaseThatComesBack_IsFound()
    {
        var loaded = Load(_zip);
        Directory.Move(_base, _folder.File("away"));
        Assert.ThrowsAny<Exception>(() => Answers(loaded));
        Directory.Move(_folder.File("away"), _base);
        Assert.Equal(_answers, Answers(loaded));
    }

    [Fact]
    public void Load_AnotherBase_FailsNamingBothHashes()
    {
        var expected = LanguageModel.Identify(_base);
        Directory.Delete(_base, recursive: true);
        var found = LanguageModel.Identify(TinyModel.Write(_base, seed: 2));
        var message = $"The saved model was tuned on '{_base}' with the weights {expected}, but '{_base}' has the weights {found} (SHA-256). "
            + "Answers of another base model would not be the model's own. Give the base model that it was tuned on.";
        Assert.Equal(message, Assert.Throws<BaseModelMismatchException>(() => _ml.Safety().Restore(Load(_zip))).Message);
        Assert.Contains(message, FreshProcess.Answer(_zip, ["Ask."], _folder.Path).Error);
    }

    [Fact]
    public void Restore_ChainWithOtherParts_GivesTypedTransformersBack()
    {
        using var restored = new RestoredChain(_ml.Safety().Restore(Load(_zip)));
        Assert.Equal([typeof(SafetyTuneTransformer), typeof(SafetyML.Refusal.RefusalTransformer)], restored.Types);
        var tuned = restored.Tuned;
        Assert.Equal(Some.Rows.Length, tuned.Training.TrainedRows);
        tuned.SaveAdapter(_folder.File("adapter"));
        Assert.True(File.Exists(Path.Combine(_folder.File("adapter"), "adapter_model.safetensors")));
    }

    [Fact]
    public void Save_RestoredModel_CanBeSavedAgain()
    {
        _ml.Model.Save(_ml.Safety().Restore(Load(_zip)), Data.Schema, _folder.File("again.zip"));
        Assert.Equal(_answers, Answers(Load(_folder.File("again.zip"))));
    }

    [Fact]
    public void Save_BaseOfTenTimesTheSize_GivesTheSameSize()
    {
        var large = TinyModel.Write(_folder.File("large"), intermediate: 2400);
        TuneAndSave(large, _folder.File("large.zip"));
        var (small, big) = (new FileInfo(_zip).Length, new FileInfo(_folder.File("large.zip")).Length);
        Assert.InRange(big, small - 500, small + 500);
        Assert.True(new FileInfo(Path.Combine(large, "model.safetensors")).Length > 10 * new FileInfo(Path.Combine(_base, "model.safetensors")).Length);
    }

    [Fact]
    public void Restore_ModelOfOtherComponents_LeavesItAsItIs()
    {
        var other = _ml.Transforms.CopyColumns("Copy", "Instruction").Fit(Data);
        Assert.Same(other, _ml.Safety().Restore(other));
    }

    private string[] TuneAndSave(string baseModel, string zip)
    {
        using var model = _ml.Transforms.SafetyTune(baseModel, Some.Tuning).Append(_ml.Transforms.ClassifyRefusal()).Fit(Data);
        _ml.Model.Save(model, Data.Schema, zip);
        return Answers(model);
    }

    private ITransformer Load(string zip) => _ml.Model.Load(zip, out _);

    private string[] Answers(ITransformer model) => model.Transform(Data).Texts("Answer");

    private sealed class RestoredChain(ITransformer chain) : IDisposable
    {
        private readonly List<ITransformer> _parts = [.. (IEnumerable<ITransformer>)chain];

        public IEnumerable<Type> Types => _parts.Select(part => part.GetType());

        public SafetyTuneTransformer Tuned => (SafetyTuneTransformer)_parts[0];

        public void Dispose() => (chain as IDisposable)!.Dispose();
    }
}
