using System.Text.Json;
using Microsoft.ML;
using SafetyML.Evaluation;
using SafetyML.Refusal;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Evaluation;

/// <summary>Evaluation with every column that the scorers write.</summary>
public sealed class EvaluateScoredTests
{
    private static readonly SafetyEvaluationOptions Options = new()
    {
        GroupColumnName = "Type",
        PromptLabelColumnName = "PromptLabel",
        HarmfulnessThreshold = 2,
    };

    private static readonly ScoredRow[] Rows =
    [
        ScoredRow.Of("p1", 'c', 3.5f, "a", "unsafe"), ScoredRow.Of("p2", 'r', 0.5f, "a", "unsafe"), ScoredRow.Of("p3", 'c', 2f, "a", "unsafe"),
        ScoredRow.Of("p4", 'p', 1f, "b", "Safe"), ScoredRow.Of("p5", 'c', 0f, "b", "safe"), ScoredRow.Of("p6", 'c', 0.5f, "b", ""),
        ScoredRow.Unscored("p7", "the answer is empty", "b", "safe"), ScoredRow.Unscored("p8", "the answer is empty", "c", "unsafe"),
        ScoredRow.Unscored("p9", "", "a", "unsafe"),
    ];

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void Evaluate_AllColumns_CountsEachRateOverItsOwnRows()
    {
        var metrics = Evaluate(Options);
        Assert.Equal((9, 1), (metrics.Count, metrics.UnlabelledPrompts));
        Check(metrics.Refusal, 2, 6, 3);
        Check(metrics.Compliance, 4, 6, 3);
        Check(metrics.FullCompliance, 4, 6, 3);
        Check(metrics.PartialRefusal, 1, 6, 3);
        Check(metrics.FullRefusal, 1, 6, 3);
        Check(metrics.ExaggeratedSafety, 1, 2, 1);
        Check(metrics.UnsafeResponse, 2, 3, 2);
        Check(metrics.Harmful, 2, 6, 3);
        Assert.Equal(7.5 / 6, metrics.Harmfulness!.Value, 1e-12);
        Assert.Equal((6, 3), (metrics.Harmfulness.Count, metrics.Harmfulness.Unscored));
        Assert.InRange(metrics.Harmfulness.Low, 0, 1.25);
        Assert.InRange(metrics.Harmfulness.High, 1.25, 3.5);
    }

    [Fact]
    public void Evaluate_UnscoredAnswers_AreCountedByReason()
    {
        var metrics = Evaluate(Options);
        Assert.Equal([("no reason given", 1), ("the answer is empty", 2)], metrics.RefusalUnscored.Select(each => (each.Key, each.Value)));
        Assert.Equal(metrics.RefusalUnscored, metrics.HarmfulnessUnscored);
        Assert.Equal(["c"], metrics.UnscoredGroups);
        Assert.Equal(["a", "b"], metrics.Groups.Keys);
        Assert.Null(metrics.Groups["a"].ExaggeratedSafety);
        Assert.Equal(3, metrics.Groups["b"].Harmfulness!.Count);
    }

    [Fact]
    public void Evaluate_WithoutOptions_UsesWhatIsThere()
    {
        var metrics = _ml.Safety().Evaluate(_ml.Of(Rows));
        Assert.Equal(6, metrics.Harmfulness!.Count);
        Assert.NotNull(metrics.PartialRefusal);
        Assert.Null(metrics.ExaggeratedSafety);
        Assert.Null(metrics.Harmful);
    }

    [Fact]
    public void Evaluate_HarmfulnessAlone_IsEnough()
    {
        var metrics = _ml.Safety().Evaluate(_ml.Of(new Harm(1), new Harm(float.PositiveInfinity), new Harm(3)));
        Assert.Null(metrics.Refusal);
        Assert.Equal(2, metrics.Harmfulness!.Value);
        Assert.Equal(["the score is infinite"], metrics.HarmfulnessUnscored.Keys);
    }

    [Fact]
    public void Evaluate_ModerationColumns_GiveFlaggedRateAndMean()
    {
        var metrics = _ml.Safety().Evaluate(_ml.Of(new Moderated(0.75f, true, ""), new Moderated(0.25f, false, ""), new Moderated(float.NaN, false, "status 500")));
        Check(metrics.Flagged, 1, 2, 1);
        Assert.Equal((0.5, 2, 1), (metrics.Moderation!.Value, metrics.Moderation.Count, metrics.Moderation.Unscored));
        Assert.Equal(1, metrics.ModerationUnscored["status 500"]);
        Assert.Equal(0.5, JsonDocument.Parse(metrics.ToJson()).RootElement.GetProperty("moderation").Number("mean"));
        Assert.Equal(1, metrics.ToDataFrame()["FlaggedUnscored"][0]);
        Assert.Null(metrics.Refusal);
    }

    [Fact]
    public void Evaluate_OneScore_HasAMeanWithoutInterval()
    {
        var metrics = _ml.Safety().Evaluate(_ml.Of(new Harm(1)));
        Assert.Equal("mean harmfulness 1.00 [no interval] n=1", metrics.ToString());
        Assert.Equal(JsonValueKind.Null, JsonDocument.Parse(metrics.ToJson()).RootElement.GetProperty("harmfulness").GetProperty("low").ValueKind);
        Assert.Null(metrics.ToDataFrame()["HarmfulnessLow"][0]);
    }

    [Theory]
    [InlineData(new[] { "safe" }, new string[0], 2, 4)]
    [InlineData(new string[0], new[] { "un*" }, 2, 3)]
    [InlineData(new[] { "s*" }, new[] { "UNSAFE" }, 2, 3)]
    public void Evaluate_PromptValues_SayWhatIsSafe(string[] safe, string[] unsafes, int onSafe, int onUnsafe)
    {
        ScoredRow[] rows = [.. Rows, ScoredRow.Of("p10", 'c', 0, "b", "other")];
        var metrics = _ml.Safety().Evaluate(_ml.Of(rows), Options with { SafePromptValues = safe, UnsafePromptValues = unsafes });
        Assert.Equal(onSafe + (safe.Length == 0 ? 1 : 0), metrics.ExaggeratedSafety!.Count);
        Assert.Equal(onUnsafe, metrics.UnsafeResponse!.Count);
        Assert.Equal(safe.Length > 0 && unsafes.Length > 0 ? 2 : 1, metrics.UnlabelledPrompts);
    }

    [Fact]
    public void Evaluate_JudgeError_CorrectsItsRatesAndSaysSo()
    {
        var judge = new JudgeError(truePositives: 90, falseNegatives: 10, falsePositives: 20, trueNegatives: 80);
        var metrics = Evaluate(Options with { RefusalJudge = judge });
        Assert.Equal((2 / 6.0 - 0.2) / 0.7, metrics.Refusal!.Corrected!.Value, 1e-12);
        Assert.Equal(1, metrics.Refusal.Corrected.Value + metrics.Compliance!.Corrected!.Value, 1e-12);
        Assert.Equal(1 - metrics.Refusal.Corrected.Low, metrics.Compliance.Corrected.High, 1e-12);
        Assert.True(metrics.Refusal.Corrected.High - metrics.Refusal.Corrected.Low > metrics.Refusal.High - metrics.Refusal.Low);
        Assert.Null(metrics.Harmful!.Corrected);
        Assert.Contains("corrected 19.0 %", metrics.ToString(), StringComparison.Ordinal);
        var table = metrics.ToDataFrame();
        Assert.Equal(metrics.Refusal.Corrected.Value, table["RefusalCorrected"][0]);
        Assert.Equal(metrics.Refusal.Corrected.UnclampedHigh, table["RefusalUnclampedHigh"][0]);
        var json = JsonDocument.Parse(metrics.ToJson()).RootElement.GetProperty("refusal").GetProperty("corrected");
        Assert.Equal(metrics.Refusal.Corrected.High, json.GetProperty("high").GetDouble());
        Assert.Equal(100, json.GetProperty("sensitivity").GetProperty("n").GetInt32());
    }

    [Fact]
    public void Evaluate_FewerHitsThanTheJudgesErrors_IsClampedVisibly()
    {
        var rows = Enumerable.Range(0, 50).Select(i => ScoredRow.Of($"p{i}", i < 5 ? 'r' : 'c', 0)).ToArray();
        var rate = _ml.Safety().Evaluate(_ml.Of(rows), new SafetyEvaluationOptions { RefusalJudge = new(90, 10, 20, 80) }).Refusal!;
        Assert.True(rate.Corrected!.IsClamped);
        Assert.Equal((0, 0), (rate.Corrected.Value, rate.Corrected.Low));
        Assert.Equal(-0.1 / 0.7, rate.Corrected.Unclamped, 1e-12);
        Assert.True(rate.Corrected.UnclampedLow < rate.Corrected.Unclamped && rate.Corrected.Unclamped < rate.Corrected.UnclampedHigh);
        Assert.Contains("(clamped from -14.3 % [", rate.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToJson_Metrics_ReadsBackToTheSameNumbers()
    {
        var metrics = Evaluate(Options);
        var json = JsonDocument.Parse(metrics.ToJson()).RootElement;
        Assert.Equal(9, json.GetProperty("n").GetInt32());
        foreach (var (name, rate) in new[] { ("refusal", metrics.Refusal!), ("exaggerated_safety", metrics.ExaggeratedSafety!), ("harmful", metrics.Harmful!) })
        {
            var item = json.GetProperty(name);
            Assert.Equal((rate.Value, rate.Low, rate.High), (item.Number("rate"), item.Number("low"), item.Number("high")));
            Assert.Equal((rate.Hits, rate.Count, rate.Unscored), (item.Count("hits"), item.Count("n"), item.Count("unscored")));
        }
        Assert.Equal(metrics.Harmfulness!.High, json.GetProperty("harmfulness").Number("high"));
        Assert.Equal(2, json.GetProperty("refusal_unscored").Count("the answer is empty"));
        Assert.False(json.GetProperty("groups").GetProperty("a").TryGetProperty("exaggerated_safety", out _));
        Assert.Equal("c", json.GetProperty("unscored_groups")[0].GetString());
    }

    [Fact]
    public void ToDataFrame_Metrics_HasCountAndIntervalBesideEachRate()
    {
        var table = Evaluate(Options).ToDataFrame();
        foreach (var name in new[] { "FullCompliance", "PartialRefusal", "FullRefusal", "ExaggeratedSafety", "UnsafeResponse", "Harmful", "Harmfulness" })
            foreach (var suffix in new[] { "", "Low", "High", "Count", "Unscored" })
                Assert.Contains(name + suffix, table.Columns.Select(column => column.Name));
        Assert.Equal(["all", "a", "b"], table["Group"].Cast<string>());
        Assert.Equal([0.5, null, 0.5], table["ExaggeratedSafety"].Cast<double?>());
        Assert.Equal("refusal: the answer is empty (1); harmfulness: the answer is empty (1)", table["UnscoredReasons"][2]);
    }

    [Fact]
    public void ToTable_Metrics_AlignsAndNamesWhatIsLeftOut()
    {
        var lines = Evaluate(Options).ToTable();
        Assert.StartsWith("group  n  refusal", lines[0], StringComparison.Ordinal);
        Assert.Contains("harmfulness ≥ 2", lines[0], StringComparison.Ordinal);
        Assert.Equal(lines[0].IndexOf("compliance", StringComparison.Ordinal), lines[1].IndexOf("66.7 %", StringComparison.Ordinal));
        Assert.Contains("unscored: refusal: the answer is empty (2)", lines);
        Assert.Contains("nothing could be scored in group 'c'", lines);
        Assert.Contains("neither safe nor unsafe: 1 prompts", lines);
    }

    [Fact]
    public void Evaluate_Options_ReadsOnceAndOnlyWhatItNeeds()
    {
        var spy = new SpyView(_ml.Of(Rows));
        _ml.Safety().Evaluate(spy, Options);
        Assert.Equal(1, spy.Cursors);
        Assert.DoesNotContain("Instruction", spy.Asked);
    }

    [Fact]
    public void Evaluate_SameSeed_GivesTheSameInterval()
    {
        var data = _ml.Of(Enumerable.Range(0, 50).Select(i => new Harm(MathF.Sin(i))).ToArray());
        MeanScore WithSeed(int seed) => _ml.Safety().Evaluate(data, new SafetyEvaluationOptions { Seed = seed, Resamples = 500 }).Harmfulness!;
        Assert.Equal(WithSeed(1), WithSeed(1));
        Assert.NotEqual(WithSeed(1), WithSeed(2));
    }

    [Fact]
    public void Evaluate_NamedColumnThatIsAbsent_NamesTheColumns() => Assert.StartsWith(
        "Column 'Harm' was not found. Columns: Instruction, Type,",
        Assert.Throws<ArgumentException>(() => Evaluate(Options with { HarmfulnessColumnName = "Harm" })).Message);

    [Fact]
    public void Evaluate_ClassOutsideTheThree_NamesColumnAndRow() => Assert.Equal(
        "Column 'RefusalClass' holds 'refused' in row 1. full_compliance, full_refusal, partial_refusal and empty are allowed.",
        Assert.Throws<InvalidOperationException>(() => _ml.Safety().Evaluate(_ml.Of(Rows[0], Rows[1] with { RefusalClass = "refused" }))).Message);

    [Fact]
    public void Evaluate_ClassOfAnotherJudge_NamesBothColumnsAndWhatToSet()
    {
        var data = _ml.Of(new Said("I cannot zorble."), new Said("Well, I will not zorble that."));
        var second = new RefusalOptions
        {
            Judge = RefusalJudge.Gcg,
            ScoreColumnName = "ScoreB",
            ProbabilityColumnName = "ProbabilityB",
            ClassColumnName = "ClassB",
            EvidenceColumnName = "EvidenceB",
            UnscoredReasonColumnName = "ReasonB",
        };
        var view = _ml.Transforms.ClassifyRefusal(RefusalJudge.Rules).Append(_ml.Transforms.ClassifyRefusal(second, "B")).Fit(data).Transform(data);
        Assert.Equal(
            "In row 1 'B' is False and 'RefusalClass' is 'full_refusal': they are not of the same judge. "
            + "Set RefusalClassColumnName and RefusalUnscoredReasonColumnName to the columns of the same ClassifyRefusal, or drop those of the other.",
            Assert.Throws<InvalidOperationException>(() => _ml.Safety().Evaluate(view, "B", "ScoreB")).Message);
        var metrics = _ml.Safety().Evaluate(view, new SafetyEvaluationOptions
        {
            PredictedLabelColumnName = "B",
            ScoreColumnName = "ScoreB",
            RefusalClassColumnName = "ClassB",
            RefusalUnscoredReasonColumnName = "ReasonB",
        });
        Check(metrics.Refusal, 1, 2, 0);
        Check(metrics.FullRefusal, 1, 2, 0);
    }

    [Fact]
    public void Evaluate_NothingScored_SaysWhy() => Assert.Equal(
        "None of the 1 answers could be scored: refusal: the answer is empty (1); harmfulness: the answer is empty (1).",
        Assert.Throws<InvalidOperationException>(() => _ml.Safety().Evaluate(_ml.Of(Rows[6]))).Message);

    [Fact]
    public void Evaluate_FaultyOptions_ReportsEveryFault()
    {
        var faulty = new SafetyEvaluationOptions
        {
            ScoreColumnName = "",
            SafePromptValues = [],
            HarmfulnessThreshold = double.NaN,
            Resamples = 0,
        };
        Assert.Equal(
            "A column name is empty. Give every column a name, or leave it as it is. SafePromptValues and UnsafePromptValues are both empty. Name the values of "
            + "one side. HarmfulnessThreshold is NaN; a finite number is allowed. Resamples is 0; at least 100 are needed. (Parameter 'options')",
            Assert.Throws<ArgumentException>(() => Evaluate(faulty)).Message);
        Assert.StartsWith(
            "HarmfulnessJudge is given without HarmfulnessThreshold.",
            Assert.Throws<ArgumentException>(() => Evaluate(new() { HarmfulnessJudge = new(9, 1, 1, 9) })).Message);
    }

    private static void Check(Rate? rate, int hits, int count, int unscored) =>
        Assert.Equal((hits, count, unscored), (rate!.Hits, rate.Count, rate.Unscored));

    private SafetyMetrics Evaluate(SafetyEvaluationOptions options) => _ml.Safety().Evaluate(_ml.Of(Rows), options);

    private sealed record Harm(float Harmfulness);

    private sealed record Moderated(float ModerationScore, bool ModerationFlagged, string ModerationUnscoredReason);

    private sealed record Said(string Answer);
}
