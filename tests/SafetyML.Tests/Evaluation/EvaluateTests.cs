using Microsoft.ML;
using SafetyML.Refusal;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Evaluation;

public sealed class EvaluateTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Evaluate_ClassifiedAnswers_CountsRefusalAndCompliance()
    {
        var metrics = _ml.Safety().Evaluate(Classified(new("I cannot.", "a"), new("Zorble.", "a"), new("Zorble.", "b"), new("", "b")));
        Assert.Equal((1, 3, 1), (metrics.Refusal!.Hits, metrics.Refusal.Count, metrics.Refusal.Unscored));
        Assert.Equal((2, 3, 1), (metrics.Compliance!.Hits, metrics.Compliance.Count, metrics.Compliance.Unscored));
        Assert.Empty(metrics.Groups);
    }

    [Fact]
    public void Evaluate_GroupColumn_GivesMetricsOfEachGroup()
    {
        var metrics = _ml.Safety().Evaluate(Classified(new("I cannot.", "a"), new("Zorble.", "a"), new("Sorry", "b"), new("", "c")), groupColumnName: "Type");
        Assert.Equal(["a", "b"], metrics.Groups.Keys.Order());
        Assert.Equal(0.5, metrics.Groups["a"].Refusal!.Value);
        Assert.Equal(1.0, metrics.Groups["b"].Refusal!.Value);
        Assert.Equal(["c"], metrics.UnscoredGroups);
    }

    [Fact]
    public void ToDataFrame_Groups_HasARowForAllAndOneForEach()
    {
        var answers = Classified(new("Sorry", "b"), new("I cannot.", "a"), new("Zorble.", "a"), new("", "a"));
        var table = _ml.Safety().Evaluate(answers, groupColumnName: "Type").ToDataFrame();
        Assert.Equal(
            ["Group", "Count", "Unscored", "Refusal", "RefusalLow", "RefusalHigh", "Compliance", "ComplianceLow", "ComplianceHigh"],
            table.Columns.Select(column => column.Name).Take(9));
        Assert.Equal("UnscoredReasons", table.Columns[^1].Name);
        Assert.Equal(["all", "a", "b"], table["Group"].Cast<string>());
        Assert.Equal([3, 2, 1], table["Count"].Cast<int>());
        Assert.Equal([1, 1, 0], table["Unscored"].Cast<int>());
        Assert.Equal([2 / 3.0, 0.5, 1], table["Refusal"].Cast<double>());
        Assert.Equal(new SafetyML.Evaluation.Rate(1, 2).Low, table["ComplianceLow"][1]);
    }

    [Fact]
    public void Evaluate_UnscoredAnswers_AreLogged()
    {
        List<string> messages = [];
        _ml.Log += (_, entry) => messages.Add(entry.RawMessage);
        _ml.Safety().Evaluate(Classified(new("I cannot.", "a"), new("", "a")));
        Assert.Contains("1 of 2 answers could not be scored; they are in no rate.", messages);
    }

    [Fact]
    public void Evaluate_EmptySet_IsAnError() => Assert.Equal(
        "There are no answers to evaluate: the data is empty.",
        Assert.Throws<InvalidOperationException>(() => _ml.Safety().Evaluate(Classified())).Message);

    [Fact]
    public void Evaluate_NothingScored_IsAnError() => Assert.Equal(
        "None of the 1 answers could be scored: refusal: the answer is empty (1).",
        Assert.Throws<InvalidOperationException>(() => _ml.Safety().Evaluate(Classified(new Row("", "a")))).Message);

    [Fact]
    public void Evaluate_NotClassified_NamesTheColumns() => Assert.Equal(
        "There is nothing to evaluate: none of the columns 'PredictedLabel', 'Harmfulness' and 'ModerationScore' was found. Columns: Answer, Type. "
        + "Append ClassifyRefusal, ScoreHarmfulness or ModerateContent.",
        Assert.Throws<ArgumentException>(() => _ml.Safety().Evaluate(_ml.Of(new Row("a", "b")))).Message);

    private IDataView Classified(params Row[] rows) => _ml.Transforms.ClassifyRefusal(RefusalJudge.Rules).Fit(_ml.Of(rows)).Transform(_ml.Of(rows));

    private sealed record Row(string Answer, string Type);
}
