using Microsoft.ML;
using SafetyML.Answering;
using SafetyML.Refusal;
using SafetyML.Scoring;
using SafetyML.Tests.Support;
using SafetyML.Torch.Encoders;
using Xunit;

namespace SafetyML.Tests.Refusal;

public sealed class EncoderJudgeTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ClassifyRefusal_Encoder_ConformsToMlNet() => EstimatorConformance.Check<TaggedRow, Prediction>(
        _ml, _ml.Transforms.ClassifyRefusal(Options()), "Answer", new TaggedRow("I cannot.", "a"), new TaggedRow("Turn it.", "b"), new TaggedRow(" ", "c"));

    [Fact]
    public void Transform_Encoder_GivesTheSoftmaxOfItsLogits()
    {
        using var model = _ml.Transforms.ClassifyRefusal(Options()).Fit(Data);
        using var classifier = TextClassifier.Load(Encoder, new() { Device = "cpu" });
        var logits = classifier.Logits([new TextPair("Turn it twice.")])[0];
        var view = model.Transform(Data);
        Assert.Equal(logits[1] - logits[0], view.Values<float>("Score")[0], 1e-4f);
        Assert.StartsWith($"label {(logits[1] > logits[0] ? "REJECTION" : "NORMAL")} of 'judge', logit ", view.Texts("RefusalEvidence")[0]);
    }

    [Fact]
    public void Fit_EncoderWithoutHead_NamesWhatIsMissing()
    {
        var bare = TinyEncoder.Write(_folder.File("bare"));
        var message = Assert.Throws<MissingHeadException>(() => _ml.Transforms.ClassifyRefusal(RefusalJudge.Encoder(bare)).Fit(Data)).Message;
        Assert.Contains("classifier.weight", message);
        Assert.Contains("train a head", message);
    }

    [Fact]
    public void Fit_LabelsThatSayNothing_NamesThemAndLeavesNothingLoaded()
    {
        var mute = TinyEncoder.Write(_folder.File("mute"), 1, "LABEL_0", "LABEL_1");
        var message = Assert.Throws<ArgumentException>(() => _ml.Transforms.ClassifyRefusal(RefusalJudge.Encoder(mute)).Fit(Data)).Message;
        Assert.StartsWith("The encoder's labels do not say which are refusals: LABEL_0, LABEL_1.", message);
        Assert.Equal(0, Encoders.Loaded.LeasesOf(new EncoderOptions().Place(mute)));
    }

    [Fact]
    public void Fit_MissingFolder_SaysWhatIsExpected() => Assert.EndsWith(
        "nowhere' was not found. Give a Hugging Face folder with a classification head: config.json, *.safetensors and a tokenizer.",
        Assert.Throws<DirectoryNotFoundException>(() => _ml.Transforms.ClassifyRefusal(RefusalJudge.Encoder("nowhere")).Fit(Data)).Message);

    [Fact]
    public void Dispose_SharedEncoder_IsFreedWithItsLastUser()
    {
        var place = Options().Encoder.Place(Encoder);
        var first = _ml.Transforms.ClassifyRefusal(Options()).Fit(Data);
        var second = _ml.Transforms.ClassifyRefusal(Options()).Fit(Data);
        Assert.Equal(2, Encoders.Loaded.LeasesOf(place));
        first.Dispose();
        first.Dispose();
        Assert.Equal(1, Encoders.Loaded.LeasesOf(place));
        Assert.Single(second.Transform(Data).Values<float>("Score"));
        second.Dispose();
        Assert.Equal(0, Encoders.Loaded.LeasesOf(place));
    }

    [Fact]
    public void Load_FreshProcess_FindsTheEncoderByName()
    {
        using var model = _ml.Transforms.ClassifyRefusal(Options()).Fit(Data);
        _ml.Model.Save(model, Data.Schema, _folder.File("judge.zip"));
        var expected = LoaderProgram.Columns(model.Transform(Data)).Single();
        Directory.CreateDirectory(_folder.File("elsewhere"));
        Directory.Move(Encoder, Path.Combine(_folder.File("elsewhere"), "judge"));
        var (lines, error) = FreshProcess.Answer("score", [_folder.File("judge.zip"), "Turn it twice."], _folder.Path, modelsFolder: _folder.File("elsewhere"));
        Assert.Equal("", error);
        Assert.Equal(expected[expected.IndexOf("PredictedLabel", StringComparison.Ordinal)..], lines.Single()[lines.Single().IndexOf("PredictedLabel", StringComparison.Ordinal)..]);
    }

    [Fact]
    public void Restore_AnotherEncoderInItsPlace_FailsNamingBothHashes()
    {
        var options = Options();
        using (var model = _ml.Transforms.ClassifyRefusal(options).Fit(Data))
            _ml.Model.Save(model, Data.Schema, _folder.File("judge.zip"));
        Directory.Delete(Encoder, recursive: true);
        TinyEncoder.Write(Encoder, 2, "NORMAL", "REJECTION");
        var exception = Assert.Throws<EncoderMismatchException>(() => _ml.Safety().Restore(_ml.Model.Load(_folder.File("judge.zip"), out _)));
        Assert.Contains(exception.ExpectedSha256, exception.Message);
        Assert.Contains(exception.FoundSha256, exception.Message);
        Assert.NotEqual(exception.ExpectedSha256, exception.FoundSha256);
    }

    [Fact]
    public void CreatePredictionEngine_SeveralThreadsShareAnEncoder_AllAgree()
    {
        TaggedRow[] rows = [.. Enumerable.Range(0, 6).Select(index => new TaggedRow($"Turn it {index} times.", $"{index}"))];
        using var model = _ml.Transforms.ClassifyRefusal(Options()).Fit(_ml.Of(rows));
        var expected = _ml.Data.CreateEnumerable<Prediction>(model.Transform(_ml.Of(rows)), reuseRowObject: false).Select(each => each.RefusalClass).ToList();
        Parallel.For(0, 4, _ =>
        {
            var engine = _ml.Model.CreatePredictionEngine<TaggedRow, Prediction>(model);
            Assert.Equal(expected, rows.Select(row => engine.Predict(row).RefusalClass));
        });
    }

    private string Encoder => _folder.File("judge");

    private IDataView Data => _ml.Of(new TaggedRow("Turn it twice.", "a"));

    private RefusalOptions Options()
    {
        if (!Directory.Exists(Encoder))
            TinyEncoder.Write(Encoder, 1, "NORMAL", "REJECTION");
        return new RefusalOptions { Judge = RefusalJudge.Encoder(Encoder), Encoder = new() { Device = "cpu" } };
    }

    private sealed record TaggedRow(string Answer, string Tag);

    private sealed record Prediction
    {
        public string Tag { get; set; } = "";

        public bool PredictedLabel { get; set; }

        public string RefusalClass { get; set; } = "";

        public string RefusalUnscoredReason { get; set; } = "";
    }
}
