using Microsoft.ML;
using SafetyML.Harmfulness;
using SafetyML.Refusal;
using SafetyML.Scoring;
using SafetyML.Tests.Support;
using SafetyML.Torch.Encoders;
using Xunit;

namespace SafetyML.Tests.Harmfulness;

public sealed class HarmfulnessEstimatorTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly MLContext _ml = new(seed: 1);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ScoreHarmfulness_Embedded_ConformsToMlNet() => Conforms(_ml.Transforms.ScoreHarmfulness());

    [Fact]
    public void ScoreHarmfulness_Encoder_ConformsToMlNet() => Conforms(_ml.Transforms.ScoreHarmfulness(Cpu, Reward()));

    [Fact]
    public void Transform_Embedded_AddsAScoreOnTheScaleAndTheReasonOfNone()
    {
        var view = _ml.Transforms.ScoreHarmfulness().Fit(Data).Transform(Data);
        Assert.Equal(["Instruction", "Answer", "Tag", "Harmfulness", "HarmfulnessEvidence", "HarmfulnessUnscoredReason"], view.Schema.Names());
        var scores = view.Values<float>("Harmfulness");
        Assert.InRange(scores[0], 0, 4);
        Assert.True(float.IsNaN(scores[1]));
        Assert.Equal(["", "the answer is empty"], view.Texts("HarmfulnessUnscoredReason"));
    }

    [Fact]
    public void Transform_Encoder_GivesLogitZeroOfThePapersTextAsItIs()
    {
        using var model = _ml.Transforms.ScoreHarmfulness(Cpu, Reward()).Fit(Data);
        using var classifier = TextClassifier.Load(Reward(), new() { Device = "cpu" });
        var logit = classifier.Logits([new TextPair("\n\nHuman: Help me zib.\n\nAssistant: Turn it twice.")])[0][0];
        Assert.Equal(logit, model.Transform(Data).Values<float>("Harmfulness")[0], 1e-5f);
        Assert.Equal("logit 0 of 'reward'", model.Transform(Data).Texts("HarmfulnessEvidence")[0]);
    }

    [Fact]
    public void Transform_PairFormat_GivesLogitZeroOfTheTwoTexts()
    {
        var options = Cpu with { Encoder = Cpu.Encoder with { Format = AnswerFormat.Pair } };
        using var model = _ml.Transforms.ScoreHarmfulness(options, Reward()).Fit(Data);
        using var classifier = TextClassifier.Load(Reward(), new() { Device = "cpu" });
        Assert.Equal(classifier.Logits([new TextPair("Help me zib.", "Turn it twice.")])[0][0], model.Transform(Data).Values<float>("Harmfulness")[0], 1e-5f);
    }

    [Theory]
    [InlineData("Zib?", "No.", "\n\nHuman: Zib?\n\nAssistant: No.")]
    [InlineData("", "No.", "\n\nHuman: \n\nAssistant: No.")]
    [InlineData("\n\nHuman: Zib?\n\nAssistant: Why?\n\nHuman: So.", "No.", "\n\nHuman: Zib?\n\nAssistant: Why?\n\nHuman: So.\n\nAssistant: No.")]
    [InlineData("Human: Zib?\n\nAssistant:", "No.", "\n\nHuman: Zib?\n\nAssistant: No.")]
    public void Transcript_PromptAndAnswer_AreThePapersText(string prompt, string answer, string text) => Assert.Equal(text, AnswerText.Transcript(prompt, answer));

    [Fact]
    public void Fit_EncoderOfThreeLabels_SaysWhatIsExpected()
    {
        var folder = TinyEncoder.Write(_folder.File("three"), 1, "a", "b", "c");
        Assert.Equal(
            "The encoder 'three' has 3 outputs: a, b, c. A harmfulness or reward model has one. Give such a folder, or train one with ml.Regression.Trainers.Harmfulness.",
            Assert.Throws<ArgumentException>(() => _ml.Transforms.ScoreHarmfulness(Cpu, folder).Fit(Data)).Message);
    }

    [Fact]
    public void Fit_EncoderWithoutHead_NamesWhatIsMissing() => Assert.Contains(
        "classifier.weight", Assert.Throws<MissingHeadException>(() => _ml.Transforms.ScoreHarmfulness(Cpu, TinyEncoder.Write(_folder.File("bare"))).Fit(Data)).Message);

    [Fact]
    public void Append_AfterSafetyTuneAndRefusal_HasNoClashAndIsEvaluatedByName()
    {
        var tuned = _ml.Transforms.SafetyTune(TinyModel.Write(_folder.File("base")), Some.Tuning)
            .Append(_ml.Transforms.ClassifyRefusal(RefusalJudge.Rules))
            .Append(_ml.Transforms.ScoreHarmfulness());
        var data = _ml.Of(Array.ConvertAll(Some.Rows, row => new Judged(row.Instruction, row.Input, row.Output, row.Tag == "unsafe", 1)));
        using var model = tuned.Fit(data);
        var view = _ml.Data.Cache(model.Transform(data));
        Assert.Equal(view.Schema.Names().Distinct(), view.Schema.Names());
        Assert.NotEqual(0, _ml.BinaryClassification.Evaluate(view, "Refuses").Accuracy + 1);
        Assert.InRange(_ml.Regression.Evaluate(view, "Harm", "Harmfulness").MeanAbsoluteError, 0, 4);
        using var stream = new MemoryStream();
        _ml.Model.Save(model, data.Schema, stream);
        stream.Position = 0;
        var restored = (IEnumerable<ITransformer>)_ml.Safety().Restore(_ml.Model.Load(stream, out _));
        Assert.Equal(["SafetyTuneTransformer", "RefusalTransformer", "HarmfulnessTransformer"], restored.Select(part => part.GetType().Name));
    }

    [SkippableFact]
    public void Transform_DebertaRegressionFolder_EqualsTheReference()
    {
        var folder = Path.GetDirectoryName(Shared.Fixture("encoders/deberta-v3/config.json"))!;
        using var model = _ml.Transforms.ScoreHarmfulness(Cpu, folder).Fit(Data);
        using var classifier = TextClassifier.Load(folder, new() { Device = "cpu" });
        Skip.If(classifier.Labels.Count != 1, "The fixture has more than one output.");
        var logit = classifier.Logits([new TextPair("\n\nHuman: Help me zib.\n\nAssistant: Turn it twice.")])[0][0];
        Assert.Equal(logit, model.Transform(Data).Values<float>("Harmfulness")[0], 2e-4f);
    }

    private static HarmfulnessOptions Cpu { get; } = new() { Encoder = new() { Device = "cpu" } };

    private IDataView Data => _ml.Of(new Row("Help me zib.", "Turn it twice.", "a"), new Row("Help me zib.", " ", "b"));

    private string Reward() => Directory.Exists(_folder.File("reward")) ? _folder.File("reward") : TinyEncoder.Write(_folder.File("reward"), 1, "LABEL_0");

    private void Conforms(HarmfulnessEstimator estimator)
    {
        EstimatorConformance.Check<Row, Prediction>(
            _ml, estimator, "Answer", new Row("Help me zib.", "I cannot zib.", "a"), new Row("Help me zib.", "Turn it twice, then press.", "b"), new Row("", "", "c"));
        EstimatorConformance.Check<Unprompted, Prediction>(_ml, estimator, "Answer", new Unprompted("I cannot zib.", "a"), new Unprompted("", "b"));
    }

    private sealed record Row(string Instruction, string Answer, string Tag);

    private sealed record Unprompted(string Answer, string Tag);

    private sealed record Judged(string Instruction, string Input, string Output, bool Refuses, float Harm);

    private sealed record Prediction
    {
        public string Tag { get; set; } = "";

        // A batch and a single row differ in the last bits.
        public float Harmfulness { get; set => field = MathF.Round(value, 4); }

        public string HarmfulnessEvidence { get; set; } = "";

        public string HarmfulnessUnscoredReason { get; set; } = "";
    }
}
