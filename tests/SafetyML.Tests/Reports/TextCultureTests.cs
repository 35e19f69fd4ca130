using Microsoft.ML;
using SafetyML.Agreement;
using SafetyML.Annotation;
using SafetyML.Evaluation;
using SafetyML.Tests.Annotation;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Reports;

/// <summary>What is printed is read by people and programs of any country: it does not change with the machine's.</summary>
public sealed class TextCultureTests
{
    private static readonly SafetyEvaluationOptions Options = new()
    {
        GroupColumnName = "Type",
        PromptLabelColumnName = "PromptLabel",
        HarmfulnessThreshold = 1.5,
        RefusalJudge = new JudgeError(90, 10, 5, 95),
        HarmfulnessJudge = new JudgeError(60, 40, 30, 70),
    };

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Text_CommaCulture_IsThatOfTheInvariantCulture()
    {
        using var sheets = new Sheets();
        sheets.ExportLetters(6, new AnnotationOptions { Seed = 1 });
        var files = new[] { sheets.Judge("Ann", "AAB=BA", "x"), sheets.Judge("Bob", "AAB=AB"), sheets.Judge("Cid", "ABBA=B") };
        string[] Texts() => [.. Evaluations(), .. Agreements(), sheets.Read(files).ToString(), .. sheets.Read(files).Agreement!.Pairs.Select(pair => $"{pair}")];
        var expected = Texts();
        using var culture = new CommaCulture();
        Assert.Equal("−0,5", $"{-0.5}");
        Assert.Equal(expected, Texts());
        Assert.Contains(expected, text => text.Contains("corrected ", StringComparison.Ordinal));
        Assert.Contains(expected, text => text.Contains("clamped from -", StringComparison.Ordinal));
        Assert.Contains(expected, text => text.Contains("harmfulness ≥ 1.5", StringComparison.Ordinal));
        Assert.Contains(expected, text => text.Contains(" points, n=20, p=0.0386", StringComparison.Ordinal));
        Assert.Contains(expected, text => text.Contains("Spearman 0.", StringComparison.Ordinal));
        Assert.Contains(expected, text => text.StartsWith("Ann, Bob: 0.455 [", StringComparison.Ordinal));
    }

    private IEnumerable<string> Evaluations()
    {
        static ScoredRow Row(int i, bool refuses, float harm) => ScoredRow.Of($"{i}", refuses ? 'r' : 'c', harm, i < 10 ? "a" : "b", i % 2 == 0 ? "safe" : "unsafe");
        var answers = _ml.Of([.. Enumerable.Range(0, 20).Select(i => Row(i, i < 14, i % 4))]);
        var baseline = _ml.Of([.. Enumerable.Range(0, 20).Select(i => Row(i, i is >= 10 and < 16, i % 3))]);
        var (metrics, comparison) = (_ml.Safety().Evaluate(answers, Options), _ml.Safety().Compare(answers, baseline, Options));
        return [.. metrics.ToTable(), $"{metrics}", metrics.ToJson(), .. comparison.ToTable(), $"{comparison}", comparison.ToJson(), $"{Options.RefusalJudge}"];
    }

    private IEnumerable<string> Agreements()
    {
        var rows = _ml.Of(
            new Rated(true, true, 2.5f, 0.9f, "a", "a", 1.5f), new Rated(true, false, -1.5f, 0.25f, "a", "b", 2.25f),
            new Rated(false, false, -2, 0.125f, "b", "b", 0.5f), new Rated(false, true, 1, 0.75f, "b", "b", 3));
        var binary = _ml.Safety().EvaluateAgreement(rows);
        var classes = _ml.Safety().EvaluateClassAgreement(rows, "First", "Second");
        var raters = _ml.Safety().EvaluateRaters(rows, ["First", "Second"], ["a", "b"]);
        return [.. binary.ToTable(), $"{binary}", .. classes.ToTable(), $"{classes}", $"{raters}", $"{_ml.Safety().EvaluateScoreAgreement(rows, "Harm", "Score")}"];
    }

    private sealed record Rated(bool Label, bool PredictedLabel, float Score, float Probability, string First, string Second, float Harm);
}
