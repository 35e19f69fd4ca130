using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms;
using SafetyML.Refusal;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Refusal;

public sealed class RefusalEstimatorTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Theory]
    [InlineData("xstest")]
    [InlineData("gcg")]
    [InlineData("qi")]
    [InlineData("rules")]
    [InlineData("linear")]
    public void ClassifyRefusal_AnyJudge_ConformsToMlNet(string judge) => EstimatorConformance.Check<TaggedRow, Prediction>(
        _ml,
        _ml.Transforms.ClassifyRefusal(new RefusalOptions { Judge = RefusalJudge.Parse(judge), ClassKeyColumnName = "Key", ClassScoresColumnName = "Classes" }),
        "Answer",
        new TaggedRow("I cannot zorble.", "a"),
        new TaggedRow("Here is how: turn it twice, then press the bell and wait.", "b"),
        new TaggedRow("", "c"));

    [Fact]
    public void Transform_Default_AddsColumnsOfTheLinearModel()
    {
        var view = Classify(_ml.Transforms.ClassifyRefusal());
        Assert.Equal(["Answer", "PredictedLabel", "Score", "Probability", "RefusalClass", "RefusalEvidence", "RefusalUnscoredReason"], view.Schema.Names());
        Assert.Equal([true, false, false], view.Values<bool>("PredictedLabel"));
        Assert.Equal(["refusal", "full_compliance", ""], view.Texts("RefusalClass").Select(name => name.Split('_') is [_, "refusal"] ? "refusal" : name));
        Assert.Equal(["", "", "the answer is empty"], view.Texts("RefusalUnscoredReason"));
        Assert.True(float.IsNaN(view.Values<float>("Score")[2]) && float.IsNaN(view.Values<float>("Probability")[2]));
        Assert.All(view.Texts("RefusalEvidence").Take(2), text => Assert.NotEqual("", text));
    }

    [Fact]
    public void Transform_XsTest_GivesTheMeasuredProbabilityAndThePhrase()
    {
        var view = Classify(_ml.Transforms.ClassifyRefusal(RefusalJudge.XsTest));
        Assert.Equal([(627f + 94) / 747, (96f + 46) / 603, float.NaN], view.Values<float>("Probability"), new Close());
        Assert.Equal(MathF.Log(721f / 26), view.Values<float>("Score")[0], 1e-4f);
        Assert.Equal(["begins with \"i cannot\"", "begins with no phrase of the list", ""], view.Texts("RefusalEvidence"));
    }

    [Fact]
    public void Transform_Rules_GivesTheWordsThatDecided() =>
        Assert.Equal(["I cannot", "nothing in it refuses", ""], Classify(_ml.Transforms.ClassifyRefusal(RefusalJudge.Rules)).Texts("RefusalEvidence"));

    [Fact]
    public void Transform_RenamedColumns_LeavesAnotherScorersAlone()
    {
        var options = new RefusalOptions
        {
            ScoreColumnName = "RefusalScore",
            ProbabilityColumnName = "RefusalProbability",
            ClassColumnName = "Class",
            EvidenceColumnName = "Why",
            UnscoredReasonColumnName = "WhyNot",
        };
        var view = Classify(_ml.Transforms.ClassifyRefusal(options, "Refused", "Answer"));
        Assert.Equal(["Answer", "Refused", "RefusalScore", "RefusalProbability", "Class", "Why", "WhyNot"], view.Schema.Names());
    }

    [Fact]
    public void ClassifyRefusal_PromptColumn_IsReadAndRequired()
    {
        Labelled[] rows = [new("I cannot zorble.", true, "full_refusal")];
        var estimator = _ml.Transforms.ClassifyRefusal(RefusalJudge.Linear, promptColumnName: "Question");
        Assert.Equal("Column 'Question' was not found. Columns: Answer, Label, Class.", Assert.Throws<ArgumentException>(() => estimator.Fit(_ml.Of(rows))).Message);
        var named = _ml.Transforms.ClassifyRefusal(RefusalJudge.Linear, promptColumnName: "Class").Fit(_ml.Of(rows)).Transform(_ml.Of(rows));
        var alone = _ml.Transforms.ClassifyRefusal(RefusalJudge.Linear).Fit(_ml.Of(rows)).Transform(_ml.Of(rows));
        Assert.NotEqual(alone.Values<float>("Score")[0], named.Values<float>("Score")[0]);
    }

    [Fact]
    public void ClassifyRefusal_CrossValidated_GivesMlNetsMetrics()
    {
        Labelled[] rows = [.. Enumerable.Range(0, 20).SelectMany(index => (Labelled[])[new($"I cannot, {index}.", true, ""), new($"Here are {index} ways to do it.", false, "")])];
        var folds = _ml.BinaryClassification.CrossValidate(_ml.Of(rows), _ml.Transforms.ClassifyRefusal(), numberOfFolds: 2);
        Assert.All(folds, fold => Assert.Equal(1, fold.Metrics.Accuracy));
    }

    [Fact]
    public void ClassifyRefusal_ClassKeyAndScores_AreEvaluatedByName()
    {
        Labelled[] rows =
        [
            new("I cannot zorble a teacher, and I will not.", true, "full_refusal"),
            new("Here are two ways to do it: turn it, or press it.", false, "full_compliance"),
            new("I cannot tell you that. However, here are other games:\n1. Chess\n2. Go", true, "partial_refusal"),
        ];
        var options = new RefusalOptions { Judge = RefusalJudge.Rules, ClassKeyColumnName = "Key", ClassScoresColumnName = "Classes" };
        var scored = _ml.Transforms.Conversion.MapValueToKey("Truth", "Class", keyOrdinality: ValueToKeyMappingEstimator.KeyOrdinality.ByValue)
            .Append(_ml.Transforms.ClassifyRefusal(options)).Fit(_ml.Of(rows)).Transform(_ml.Of(rows));
        var metrics = _ml.MulticlassClassification.Evaluate(scored, "Truth", "Classes", "Key");
        Assert.Equal(1, metrics.MicroAccuracy);
        Assert.Equal(3, metrics.ConfusionMatrix.NumberOfClasses);
        Assert.Equal(["full_refusal", "full_compliance", "partial_refusal"], _ml.Transforms.Conversion.MapKeyToValue("Name", "Key").Fit(scored).Transform(scored).Texts("Name"));
    }

    [Fact]
    public void ClassifyRefusal_BadNames_ListsEveryFault()
    {
        var options = new RefusalOptions { EvidenceColumnName = "", ProbabilityColumnName = "Score" };
        var exception = Assert.Throws<ArgumentException>(() => _ml.Transforms.ClassifyRefusal(options));
        Assert.StartsWith(
            "A column name is empty. Give every column a name. Two outputs are named 'Score'. Give every output its own name.", exception.Message);
    }

    [Fact]
    public void Validate_BadSettings_ListsEveryFault()
    {
        var options = new RefusalOptions
        {
            LabelClasses = new Dictionary<string, string> { ["a"] = "no" },
            Encoder = new() { MaxTokens = 1, BatchSize = 0, Device = "abacus" },
        };
        var message = Assert.Throws<ArgumentException>(options.Validate).Message;
        Assert.Contains("LabelClasses gives 'a' the class 'no'; it must be one of full_compliance, full_refusal, partial_refusal.", message);
        Assert.Contains("MaxTokens is 1; it must be at least 2.", message);
        Assert.Contains("BatchSize is 0; it must be at least 1.", message);
        Assert.Contains("Device is 'abacus'", message);
    }

    [Theory]
    [InlineData("rules")]
    [InlineData("linear")]
    public void CreatePredictionEngine_SeveralThreadsShareAModel_AllAgree(string judge)
    {
        TaggedRow[] rows = [.. Enumerable.Range(0, 40).Select(index => new TaggedRow(index % 2 == 0 ? $"I cannot zorble {index} times." : $"Turn it {index} times, then press.", $"{index}"))];
        var model = _ml.Transforms.ClassifyRefusal(RefusalJudge.Parse(judge)).Fit(_ml.Of(rows));
        var expected = _ml.Data.CreateEnumerable<Prediction>(model.Transform(_ml.Of(rows)), reuseRowObject: false, ignoreMissingColumns: true).ToList();
        Parallel.For(0, 8, _ =>
        {
            var engine = _ml.Model.CreatePredictionEngine<TaggedRow, Prediction>(model, ignoreMissingColumns: true);
            Assert.Equal(expected, rows.Select(engine.Predict));
        });
    }

    [Fact]
    public void Load_FreshProcess_ScoresTheSame()
    {
        using var folder = new TempFolder();
        string[] answers = ["I cannot zorble.", "Here are two ways to do it.", "aaaaaaaaaaaaaaaaaaaaaaaaa"];
        var data = _ml.Of(Array.ConvertAll(answers, answer => new Row(answer)));
        var options = new RefusalOptions { ClassKeyColumnName = "Key", ClassScoresColumnName = "Classes" };
        var model = _ml.Transforms.ClassifyRefusal(options).Append(_ml.Transforms.ScoreHarmfulness()).Fit(data);
        _ml.Model.Save(model, data.Schema, folder.File("scorers.zip"));
        var (lines, error) = FreshProcess.Answer("score", [folder.File("scorers.zip"), .. answers], folder.Path);
        Assert.Equal("", error);
        Assert.Equal(LoaderProgram.Columns(model.Transform(data)).Select(line => line[line.IndexOf("PredictedLabel", StringComparison.Ordinal)..]),
            lines.Select(line => line[line.IndexOf("PredictedLabel", StringComparison.Ordinal)..]));
    }

    private IDataView Classify(RefusalEstimator estimator) => estimator.Fit(Answers()).Transform(Answers());

    private IDataView Answers() => _ml.Of(new Row("I cannot zorble."), new Row("Turn the lid twice."), new Row(" "));

    private sealed class Close : IEqualityComparer<float>
    {
        public bool Equals(float x, float y) => float.IsNaN(x) ? float.IsNaN(y) : MathF.Abs(x - y) < 1e-6f;

        public int GetHashCode(float value) => 0;
    }

    private sealed record Row(string Answer);

    private sealed record Labelled(string Answer, bool Label, string Class);

    private sealed record TaggedRow(string Answer, string Tag);

    private sealed record Prediction
    {
        public string Tag { get; set; } = "";

        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public string RefusalClass { get; set; } = "";

        public string RefusalEvidence { get; set; } = "";

        public string RefusalUnscoredReason { get; set; } = "";
    }
}
