using Microsoft.ML;
using SafetyML.Refusal;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Refusal;

public sealed class RefusalEstimatorTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void ClassifyRefusal_Always_ConformsToMlNet() => EstimatorConformance.Check<TaggedRow, Prediction>(
        _ml, _ml.Transforms.ClassifyRefusal(), "Answer", new TaggedRow("I cannot zorble.", "a"), new TaggedRow("Zorble twice.", "b"), new TaggedRow("", "c"));

    [Fact]
    public void Transform_Answers_AddsLabelScoreProbabilityAndEvidence()
    {
        var view = Classify(_ml.Transforms.ClassifyRefusal());
        Assert.Equal(["Answer", "PredictedLabel", "Score", "Probability", "RefusalEvidence"], view.Schema.Names());
        Assert.Equal([true, false, false], view.Values<bool>("PredictedLabel"));
        Assert.Equal([721f / 747, 142f / 603, float.NaN], view.Values<float>("Probability"));
        Assert.Equal(MathF.Log(721f / 26), view.Values<float>("Score")[0], 1e-4f);
        Assert.Equal(["begins with \"i cannot\"", "begins with no refusal phrase", "not scored: the answer is empty"], view.Texts("RefusalEvidence"));
    }

    [Fact]
    public void Transform_RenamedColumns_LeavesAnotherScorersAlone()
    {
        var options = new RefusalOptions { ScoreColumnName = "RefusalScore", ProbabilityColumnName = "RefusalProbability", EvidenceColumnName = "Why" };
        var view = Classify(_ml.Transforms.ClassifyRefusal(options, "Refused", "Answer"));
        Assert.Equal(["Answer", "Refused", "RefusalScore", "RefusalProbability", "Why"], view.Schema.Names());
    }

    [Fact]
    public void ClassifyRefusal_CrossValidated_GivesMlNetsMetrics()
    {
        Labelled[] rows = [.. Enumerable.Range(0, 20).SelectMany(index => (Labelled[])[new($"I cannot, {index}.", true), new($"Zorble {index}.", false)])];
        var folds = _ml.BinaryClassification.CrossValidate(_ml.Of(rows), _ml.Transforms.ClassifyRefusal(), numberOfFolds: 2);
        Assert.All(folds, fold => Assert.Equal(1, fold.Metrics.Accuracy));
    }

    [Fact]
    public void ClassifyRefusal_BadNames_ListsEveryFault()
    {
        var options = new RefusalOptions { EvidenceColumnName = "", ProbabilityColumnName = "Score" };
        var exception = Assert.Throws<ArgumentException>(() => _ml.Transforms.ClassifyRefusal(options));
        Assert.StartsWith(
            "A column name is empty. Give every column a name. Two outputs are named 'Score'. Give every output its own name.", exception.Message);
    }

    private IDataView Classify(RefusalEstimator estimator) => estimator.Fit(Answers()).Transform(Answers());

    private IDataView Answers() => _ml.Of(new Row("I cannot zorble."), new Row("Zorble twice."), new Row(" "));

    private sealed record Row(string Answer);

    private sealed record Labelled(string Answer, bool Label);

    private sealed record TaggedRow(string Answer, string Tag);

    private sealed record Prediction
    {
        public string Tag { get; set; } = "";

        public bool PredictedLabel { get; set; }

        public float Score { get; set; }

        public float Probability { get; set; }

        public string RefusalEvidence { get; set; } = "";
    }
}
