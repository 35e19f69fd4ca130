using Microsoft.ML;
using SafetyML.Refusal;
using SafetyML.Tests.Support;
using SafetyML.Torch.Classification;
using SafetyML.Torch.Encoders;
using SafetyML.Trainers;
using TorchSharp;
using Xunit;

namespace SafetyML.Tests.Trainers;

public sealed class EncoderHeadTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Refusal_EncoderHead_ConformsToMlNet() => EstimatorConformance.Check<ScorerTrainerTests.Row, Prediction>(
        _ml, _ml.BinaryClassification.Trainers.Refusal(head: Head(_folder.File("head"))), "Answer", ScorerTrainerTests.Rows);

    [Fact]
    public void Fit_OutputFolder_IsAFolderThatLoadsAndIsNeverOverwritten()
    {
        var trainer = _ml.BinaryClassification.Trainers.Refusal(head: Head(_folder.File("head")));
        using (trainer.Fit(Data))
        using (trainer.Fit(Data))
            Assert.True(Directory.Exists(_folder.File("head-2")));
        using var classifier = TextClassifier.Load(_folder.File("head"), new() { Device = "cpu" });
        Assert.Equal(["compliance", "refusal"], classifier.Labels);
        using var judge = _ml.Transforms.ClassifyRefusal(new RefusalOptions
        {
            Judge = RefusalJudge.Encoder(_folder.File("head")),
            Encoder = new() { Device = "cpu" },
        }).Fit(Data);
        Assert.All(judge.Transform(Data).Values<float>("Probability"), probability => Assert.InRange(probability, 0, 1));
    }

    [Fact]
    public void Save_EncoderInMemory_SaysToWriteItFirst()
    {
        using var model = _ml.Regression.Trainers.Harmfulness("Harm", head: Head(null)).Fit(Data);
        var expected = model.Transform(Data).Values<float>("Score");
        var message = Assert.Throws<InvalidOperationException>(() => _ml.Model.Save(model, Data.Schema, new MemoryStream())).Message;
        Assert.Contains("Call SaveEncoder(folder) on the transformer first, or train with OutputFolder set.", message);
        model.SaveEncoder(_folder.File("written"));
        _ml.Model.Save(model, Data.Schema, _folder.File("model.zip"));
        var again = _ml.Model.Load(_folder.File("model.zip"), out _).Transform(Data).Values<float>("Score");
        Assert.All(expected.Zip(again), pair => Assert.Equal(pair.First, pair.Second, 1e-4f));
        using var scorer = (IDisposable)_ml.Transforms.ScoreHarmfulness(new SafetyML.Harmfulness.HarmfulnessOptions { Encoder = new() { Device = "cpu" } }, _folder.File("written")).Fit(Data);
    }

    [Fact]
    public void Refusal_MulticlassHead_NamesItsLabelsByTheKeys()
    {
        var trainer = _ml.Transforms.Conversion.MapValueToKey("Key", "Class").Append(_ml.MulticlassClassification.Trainers.Refusal("Key", head: Head(_folder.File("three"))));
        using var model = trainer.Fit(Data) as IDisposable;
        using var classifier = TextClassifier.Load(_folder.File("three"), new() { Device = "cpu" });
        Assert.Equal(["no", "yes", "some"], classifier.Labels);
    }

    [Fact]
    public void Refusal_BadHead_ListsEveryFault()
    {
        var head = new EncoderHeadOptions("") { OutputFolder = " ", Training = new() { Epochs = 0 } };
        var message = Assert.Throws<ArgumentException>(() => _ml.BinaryClassification.Trainers.Refusal(head: head)).Message;
        Assert.Contains("Folder is empty; give a Hugging Face folder of an encoder.", message);
        Assert.Contains("OutputFolder is empty; give a folder or null.", message);
        Assert.Contains("Epochs is 0; it must be at least 1.", message);
    }

    [Fact]
    public void Fit_MissingEncoder_FailsBeforeTraining() => Assert.StartsWith(
        "The encoder folder 'nowhere' was not found.",
        Assert.Throws<DirectoryNotFoundException>(() => _ml.BinaryClassification.Trainers.Refusal(head: new EncoderHeadOptions("nowhere")).Fit(Data)).Message);

    private IDataView Data => _ml.Of(ScorerTrainerTests.Rows);

    private EncoderHeadOptions Head(string? output)
    {
        var encoder = _folder.File("encoder");
        if (!Directory.Exists(encoder))
            TinyEncoder.Write(encoder);
        return new EncoderHeadOptions(encoder)
        {
            OutputFolder = output,
            Training = new ClassifierTrainingOptions { Epochs = 1, Validation = 0, Tuning = EncoderTuning.Frozen, ScalarType = torch.ScalarType.Float32 },
            Encoder = new() { Device = "cpu", MaxTokens = 64 },
        };
    }

    private sealed record Prediction
    {
        public string Tag { get; set; } = "";

        public bool PredictedLabel { get; set; }

        public string Answer { get; set; } = "";
    }
}
