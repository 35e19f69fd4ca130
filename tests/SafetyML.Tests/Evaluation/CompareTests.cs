using System.Text.Json;
using Microsoft.ML;
using SafetyML.Evaluation;
using SafetyML.Statistics;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Evaluation;

public sealed class CompareTests
{
    private static readonly SafetyEvaluationOptions Options = new()
    {
        GroupColumnName = "Type",
        PromptLabelColumnName = "PromptLabel",
        HarmfulnessThreshold = 2,
    };

    private readonly MLContext _ml = new(seed: 1);

    // 20 prompts in two groups; the answers refuse 0–13, the baseline 10–15, its rows in another order.
    private static ScoredRow[] Answers => [.. Enumerable.Range(0, 20).Select(i => Row(i, i < 14 ? 'r' : 'c', i % 4))];

    private static ScoredRow[] Baseline => [.. Enumerable.Range(0, 20).Reverse().Select(i => Row(i, i is >= 10 and < 16 ? 'r' : 'c', i % 4 + 1))];

    [Fact]
    public void Compare_SamePrompts_PairsThemInAnyOrder()
    {
        var comparison = Compare(Answers, Baseline);
        Assert.Equal(20, comparison.Pairs);
        var refusal = comparison.Refusal!;
        Assert.Equal((14, 6, 20), (refusal.Answers.Hits, refusal.Baseline.Hits, refusal.Count));
        Assert.Equal((10, 2), (refusal.OnlyAnswers, refusal.OnlyBaseline));
        Assert.Equal(0.4, refusal.Value);
        Assert.Equal(McNemar.Exact(10, 2), refusal.PValue);
        Assert.Equal(Newcombe.Paired(4, 10, 2, 4), new Interval(refusal.Low, refusal.High));
        Assert.Null(refusal.AdjustedPValue);
        Assert.Equal(-1, comparison.Harmfulness!.Value, 1e-12);
        Assert.Equal((-1, -1), (comparison.Harmfulness.Low, comparison.Harmfulness.High));
        Assert.Equal(WilcoxonSignedRank.PValue(new double[20], [.. Enumerable.Repeat(1.0, 20)]), comparison.Harmfulness.PValue);
    }

    [Fact]
    public void Compare_SafeAndUnsafePrompts_AreCountedApart()
    {
        var comparison = Compare(Answers, Baseline);
        Assert.Equal(10, comparison.ExaggeratedSafety!.Count);
        Assert.Equal((7, 3), (comparison.ExaggeratedSafety.Answers.Hits, comparison.ExaggeratedSafety.Baseline.Hits));
        Assert.Equal((3, 7), (comparison.UnsafeResponse!.Answers.Hits, comparison.UnsafeResponse.Baseline.Hits));
        Assert.Equal((10, 15), (comparison.Harmful!.Answers.Hits, comparison.Harmful.Baseline.Hits));
    }

    [Fact]
    public void Compare_Groups_AdjustTheirPValues()
    {
        var groups = Compare(Answers, Baseline).Groups;
        Assert.Equal(["first", "second"], groups.Keys);
        double[] values = [.. groups.Values.Select(group => group.Refusal!.PValue)];
        Assert.Equal([McNemar.Exact(10, 0), McNemar.Exact(0, 2)], values);
        Assert.Equal(Holm.Adjust(values), groups.Values.Select(group => group.Refusal!.AdjustedPValue!.Value));
        Assert.Equal(2 * values[0], groups["first"].Refusal!.AdjustedPValue);
        Assert.NotNull(groups["second"].Harmfulness!.AdjustedPValue);
    }

    [Fact]
    public void Compare_PromptsOfOneSide_AreReported()
    {
        List<string> messages = [];
        _ml.Log += (_, entry) => messages.Add(entry.RawMessage);
        var comparison = Compare([.. Answers[..3], Row(30, 'c', 0)], [.. Baseline[^2..], Row(40, 'c', 0)]);
        Assert.Equal(2, comparison.Pairs);
        Assert.Equal(["prompt 2", "prompt 30"], comparison.OnlyInAnswers);
        Assert.Equal(["prompt 40"], comparison.OnlyInBaseline);
        Assert.Contains("only in the answers: 2 ('prompt 2', 'prompt 30'); they are in no difference.", messages);
        Assert.Contains("only in the baseline: 1 ('prompt 40')", comparison.ToTable());
        Assert.Equal("prompt 40", JsonDocument.Parse(comparison.ToJson()).RootElement.GetProperty("only_in_baseline")[0].GetString());
    }

    [Fact]
    public void Compare_PromptThatIsThereTwice_IsPairedInOrder()
    {
        var comparison = Compare([Row(1, 'r', 0), Row(1, 'c', 0), Row(1, 'c', 0)], [Row(1, 'r', 0), Row(1, 'r', 0)]);
        Assert.Equal((2, 1), (comparison.Pairs, comparison.OnlyInAnswers.Count));
        Assert.Equal((0, 1), (comparison.Refusal!.OnlyAnswers, comparison.Refusal.OnlyBaseline));
    }

    [Fact]
    public void Compare_SameInstructionOtherInput_IsPairedByBoth()
    {
        WithInput[] answers = [new("Sum up.", "a", true, 1), new("Sum up.", "b", false, -1)], baseline = [answers[1], answers[0]];
        var comparison = _ml.Safety().Compare(_ml.Of(answers), _ml.Of(baseline));
        Assert.Equal((2, 0, 0), (comparison.Pairs, comparison.Refusal!.OnlyAnswers, comparison.Refusal.OnlyBaseline));
        // A side without inputs is paired by the instruction alone.
        Assert.Equal(1, _ml.Safety().Compare(_ml.Of(answers), _ml.Of(new Plain("Sum up.", true, 1))).Pairs);
    }

    [Fact]
    public void Compare_UnscoredSide_LeavesThePairOutAndCountsIt()
    {
        var comparison = Compare([Row(1, 'r', 0), Row(2, 'r', 0)], [Row(1, 'c', 1), ScoredRow.Unscored("prompt 2", "empty")]);
        Assert.Equal((1, 1), (comparison.Refusal!.Count, comparison.Refusal.Unscored));
        Assert.Equal((1, 1), (comparison.Harmfulness!.Count, comparison.Harmfulness.Unscored));
        Assert.True(double.IsNaN(comparison.Harmfulness.Low));
    }

    [Fact]
    public void Compare_BaselineWithoutGroups_IsEnough()
    {
        var baseline = _ml.Of(new Plain("prompt 0", true, 1), new Plain("prompt 1", false, -1));
        var comparison = _ml.Safety().Compare(_ml.Of(Answers), baseline, Options);
        Assert.Equal(2, comparison.Groups["first"].Refusal!.Count);
        Assert.Null(comparison.Harmfulness);
        Assert.Null(comparison.FullRefusal);
    }

    [Fact]
    public void ToDataFrame_Comparison_HasARowForEachMetricOfEachGroup()
    {
        var comparison = Compare(Answers, Baseline);
        var table = comparison.ToDataFrame();
        Assert.Equal(3 * 8, table.Rows.Count);
        Assert.Equal("Refusal", table["Metric"][0]);
        Assert.Equal(comparison.Refusal!.Low, table["Low"][0]);
        Assert.Null(table["AdjustedPValue"][0]);
        Assert.Equal(comparison.Groups["first"].Refusal!.AdjustedPValue, table["AdjustedPValue"][8]);
    }

    [Fact]
    public void ToJson_Comparison_ReadsBackToTheSameNumbers()
    {
        var comparison = Compare(Answers, Baseline);
        var json = JsonDocument.Parse(comparison.ToJson()).RootElement;
        var refusal = json.GetProperty("refusal");
        Assert.Equal(
            (comparison.Refusal!.Value, comparison.Refusal.Low, comparison.Refusal.PValue),
            (refusal.Number("difference"), refusal.Number("low"), refusal.Number("p")));
        Assert.Equal(14, refusal.GetProperty("answers").Count("hits"));
        Assert.Equal(
            comparison.Groups["second"].Harmfulness!.AdjustedPValue,
            json.GetProperty("groups").GetProperty("second").GetProperty("harmfulness").Number("p_adjusted"));
    }

    [Fact]
    public void ToString_Difference_ShowsPointsIntervalAndP() =>
        Assert.StartsWith("refusal +40.0 [8.3, 62.4] points, n=20, p=0.0386; full compliance -40.0", Compare(Answers, Baseline).ToString(), StringComparison.Ordinal);

    [Fact]
    public void ToString_TinyPValue_IsNotShownAsZero()
    {
        var answers = Enumerable.Range(0, 40).Select(i => Row(i, 'r', 0)).ToArray();
        var baseline = answers.Select(row => Row(int.Parse(row.Instruction[7..]), 'c', 0)).ToArray();
        Assert.Contains("n=40, p<0.0001;", Compare(answers, baseline).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Compare_ModerationColumns_AreComparedToo()
    {
        Moderated[] answers = [new("a", 0.5f, true), new("b", 0.25f, false)], baseline = [new("b", 0.75f, true), new("a", 0.5f, true)];
        var comparison = _ml.Safety().Compare(_ml.Of(answers), _ml.Of(baseline));
        Assert.Equal((1, 2, 0, 1), (comparison.Flagged!.Answers.Hits, comparison.Flagged.Count, comparison.Flagged.OnlyAnswers, comparison.Flagged.OnlyBaseline));
        Assert.Equal(-0.25, comparison.Moderation!.Value);
        Assert.Equal(["Flagged", "Moderation"], comparison.ToDataFrame()["Metric"].Cast<string>());
    }

    [Fact]
    public void Compare_NoCommonPrompt_IsAnError() => Assert.Equal(
        "There is nothing to compare: of 1 answers and 1 of the baseline no two have the same 'Instruction'. Name a column that both share with PairColumnName.",
        Assert.Throws<InvalidOperationException>(() => Compare([Row(1, 'r', 0)], [Row(2, 'r', 0)])).Message);

    [Fact]
    public void Compare_NothingScored_SaysWhy() => Assert.Equal(
        "None of the 2 pairs could be scored on both sides. answers: harmfulness: empty (1); answers: refusal: empty (1); "
        + "baseline: harmfulness: empty (1); baseline: refusal: empty (1).",
        Assert.Throws<InvalidOperationException>(() => Compare(
            [Row(1, 'r', 0), ScoredRow.Unscored("prompt 2", "empty")], [ScoredRow.Unscored("prompt 1", "empty"), Row(2, 'r', 0)])).Message);

    [Fact]
    public void Compare_SidesWithOtherScores_NamesWhatEachHas() => Assert.Equal(
        "There is nothing to compare: the answers have refusal, the baseline has moderation. Give both sides the same scorer.",
        Assert.Throws<ArgumentException>(() => _ml.Safety().Compare(
            _ml.Of(new Plain("a", true, 1)), _ml.Of(new Moderated("a", 0.5f, true)))).Message);

    [Fact]
    public void Compare_EmptySide_IsNamed()
    {
        string Message(ScoredRow[] answers, ScoredRow[] baseline) => Assert.Throws<InvalidOperationException>(() => Compare(answers, baseline)).Message;
        Assert.Equal("There is nothing to compare: the answers are empty.", Message([], Baseline));
        Assert.Equal("There is nothing to compare: the baseline is empty.", Message(Answers, []));
    }

    [Fact]
    public void Compare_OtherInputs_NamesBothColumns() => Assert.Equal(
        "There is nothing to compare: of 1 answers and 1 of the baseline no two have the same 'Instruction' and 'Input'. "
        + "Name a column that both share with PairColumnName.",
        Assert.Throws<InvalidOperationException>(() => _ml.Safety().Compare(
            _ml.Of(new WithInput("Sum up.", "a", true, 1)), _ml.Of(new WithInput("Sum up.", "b", true, 1)))).Message);

    [Fact]
    public void Compare_EmptyMessages_ArePairedByTheInstruction()
    {
        var comparison = _ml.Safety().Compare(
            _ml.Of(new Talked("", "a", true), new Talked("", "b", false)), _ml.Of(new Talked("", "b", false), new Talked("", "a", false)));
        Assert.Equal((1, 1, 0), (comparison.Refusal!.Answers.Hits, comparison.Refusal.OnlyAnswers, comparison.Refusal.OnlyBaseline));
    }

    [Fact]
    public void Compare_NamedPairColumn_CountsAlone()
    {
        const string User = """{"role":"user","content":"Hi"}""";
        var answers = _ml.Of(new Talked($$"""[{"role":"system","content":"Be safe."},{{User}}]""", "Hi", true));
        var baseline = _ml.Of(new Talked($"[{User}]", "Hi", false));
        Assert.Throws<InvalidOperationException>(() => _ml.Safety().Compare(answers, baseline));
        Assert.Equal(1, _ml.Safety().Compare(answers, baseline, new SafetyEvaluationOptions { PairColumnName = "Instruction" }).Refusal!.Count);
    }

    [Fact]
    public void Compare_Conversations_ArePairedByAllThatWasAsked()
    {
        static string Talk(string before) =>
            $$"""[{"role":"user","content":"{{before}}"},{"role":"assistant","content":"Yes."},{"role":"user","content":"Go on."}]""";
        Talked[] answers = [new(Talk("Sing."), "Go on.", true), new(Talk("Zib."), "Go on.", false)];
        // The same conversations in another order, spaced otherwise and one with an answer of its own.
        Talked[] baseline =
        [
            new(Talk("Zib.").Replace(":", " : "), "Go on.", false), new(Talk("Sing.")[..^1] + """,{"role":"assistant","content":"La."}]""", "Go on.", true),
        ];
        var comparison = _ml.Safety().Compare(_ml.Of(answers), _ml.Of(baseline));
        Assert.Equal((2, 0, 0), (comparison.Pairs, comparison.Refusal!.OnlyAnswers, comparison.Refusal.OnlyBaseline));
        comparison = _ml.Safety().Compare(_ml.Of(answers), _ml.Of([baseline[0], new Talked(Talk("Other."), "Go on.", true)]));
        Assert.Equal((1, Talk("Sing."), Talk("Other.")), (comparison.Pairs, comparison.OnlyInAnswers.Single(), comparison.OnlyInBaseline.Single()));
        // A side without conversations is paired by the last request.
        Assert.Equal(1, _ml.Safety().Compare(_ml.Of(answers), _ml.Of(new Plain("Go on.", true, 1))).Pairs);
    }

    [Fact]
    public void Compare_ConversationsOfOneTurn_AreNamedByTheRequest()
    {
        static Talked One(string request) => new($$"""[{"role":"user","content":"{{request}}"}]""", request, true);
        var comparison = _ml.Safety().Compare(_ml.Of(One("Sing."), One("Zib.")), _ml.Of(One("Sing."), new Talked("no conversation", "Zib.", true)));
        Assert.Equal((1, "Zib.", "no conversation"), (comparison.Pairs, comparison.OnlyInAnswers.Single(), comparison.OnlyInBaseline.Single()));
    }

    private static ScoredRow Row(int i, char answer, float harmfulness) =>
        ScoredRow.Of($"prompt {i}", answer, harmfulness, i < 10 ? "first" : i < 20 ? "second" : "third", i % 2 == 0 ? "safe" : "unsafe");

    private SafetyComparison Compare(ScoredRow[] answers, ScoredRow[] baseline) => _ml.Safety().Compare(_ml.Of(answers), _ml.Of(baseline), Options);

    private sealed record Moderated(string Instruction, float ModerationScore, bool ModerationFlagged);

    private sealed record WithInput(string Instruction, string Input, bool PredictedLabel, float Score);

    private sealed record Talked(string Messages, string Instruction, bool PredictedLabel)
    {
        public float Score { get; } = 1;
    }

    private sealed record Plain(string Instruction, bool PredictedLabel, float Score);
}
