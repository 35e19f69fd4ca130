using Microsoft.ML;
using SafetyML.Harmfulness;
using SafetyML.LinearText;
using SafetyML.Moderation;
using SafetyML.Refusal;
using SafetyML.Saving;
using SafetyML.Scoring;
using SafetyML.Trainers;
using Xunit;

namespace SafetyML.Tests.Saving;

/// <summary>A saved scorer comes from anywhere: what it says is checked before anything is done with it.</summary>
public sealed class ScorerStateTests
{
    private static readonly RefusalState Refusal = new()
    {
        Columns = RefusalColumns.Of(new RefusalOptions { ClassKeyColumnName = "Key" }, "PredictedLabel", "Answer"),
        Judge = RefusalJudge.Encoder("judge"),
        Encoder = new EncoderState(new EncoderOptions { Device = "cpu" }.Place("judge"), "ab", AnswerFormat.Pair, 512, 64),
        LabelClasses = new() { ["LABEL_0"] = "full_refusal" },
    };

    private static readonly HarmfulnessState Harm = new(new HarmfulnessColumns("Answer", "Instruction", "Harmfulness", "Evidence", "Reason"), null);

    private static readonly ModerationState Moderation = new(new ModerationColumns("Answer", "Moderation"), new ModerationOptions());

    private static readonly TrainedState Trained = new()
    {
        Task = ScorerTask.Multiclass,
        Columns = new TrainerColumns("Label", "Answer", null),
        Classes = ["a", "b"],
        Low = 0,
        High = 0,
        Linear = [1, 2],
    };

    [Fact]
    public void Parse_OwnText_GivesTheState()
    {
        var again = SavedState.Parse<RefusalState>(SavedState.ToText(Refusal), state => state.Faults());
        Assert.Equal((Refusal.Columns, Refusal.Judge, Refusal.Encoder), (again.Columns, again.Judge, again.Encoder));
        Assert.Equal(Refusal.LabelClasses, again.LabelClasses);
        Assert.Equal(Harm, SavedState.Parse<HarmfulnessState>(SavedState.ToText(Harm), state => state.Faults()));
    }

    [Theory]
    [InlineData("\"Name\":\"encoder\"", "\"Name\":\"oracle\"", "Judge is 'oracle'")]
    [InlineData("\"MaxTokens\":512", "\"MaxTokens\":0", "MaxTokens is 0")]
    [InlineData("\"Device\":\"cpu\"", "\"Device\":\"abacus\"", "Device is 'abacus'")]
    [InlineData("\"Score\":\"Score\"", "\"Score\":\"\"", "A column name is empty.")]
    [InlineData("\"Format\":\"Pair\"", "\"Format\":9", "Format is 9")]
    public void Parse_TamperedRefusal_NamesTheFault(string written, string tampered, string fault) =>
        Contains(fault, Tampered(SavedState.ToText(Refusal), written, tampered), text => SavedState.Parse<RefusalState>(text, state => state.Faults()));

    [Theory]
    [InlineData("\"Task\":\"Multiclass\"", "\"Task\":\"Regression\"", "There are 2 classes")]
    [InlineData("\"Task\":\"Multiclass\"", "\"Task\":7", "Task is 7")]
    [InlineData("\"Linear\":\"AQI=\"", "\"Linear\":null", "There must be a linear model or an encoder")]
    public void Parse_TamperedScorer_NamesTheFault(string written, string tampered, string fault) =>
        Contains(fault, Tampered(SavedState.ToText(Trained), written, tampered), text => SavedState.Parse<TrainedState>(text, state => state.Faults()));

    [Theory]
    [InlineData("\"BatchSize\":64", "\"BatchSize\":2147483647", "BatchSize is 2147483647; it must be from 1 to 16384.")]
    [InlineData("\"MaxRetries\":5", "\"MaxRetries\":2147483647", "MaxRetries is 2147483647; it must be from 0 to 100.")]
    [InlineData("\"MaxParallelCalls\":8", "\"MaxParallelCalls\":100000", "MaxParallelCalls is 100000; it must be from 1 to 256.")]
    [InlineData("\"Endpoint\":\"https:", "\"Endpoint\":\"http:", "Endpoint is 'http://api.openai.com/v1'; give an https address")]
    [InlineData("\"Endpoint\":\"https://api.openai.com/v1\"", "\"Endpoint\":\"v1\"", "Endpoint is 'v1'; give an https address")]
    public void Parse_TamperedModeration_NamesTheFault(string written, string tampered, string fault) =>
        Contains(fault, Tampered(Moderation.ToText(), written, tampered), text => ModerationState.Parse(text));

    [Fact]
    public void Open_DamagedLinearModel_IsRefused() => Assert.Throws<InvalidDataException>(Trained.Open);

    [Fact]
    public void Open_LinearModelOfOtherClasses_IsRefused()
    {
        var two = LinearTextFile.Write(OwnLabels.Classes([("", "Turn the lid.", 0), ("", "I cannot.", 1)], ["a", "b"]));
        using var mapping = (Trained with { Linear = two }).Open();
        Assert.Equal(["a", "b"], mapping.Classes);
        var other = Trained with { Linear = two, Classes = ["a", "b", "c"] };
        Assert.Contains("has 3 classes but its model 1 outputs", Assert.Throws<InvalidDataException>(other.Open).Message);
    }

    private static string Tampered(string text, string written, string tampered)
    {
        Assert.Contains(written, text);
        return text.Replace(written, tampered, StringComparison.Ordinal);
    }

    private static void Contains(string fault, string text, Func<string, object> parse)
    {
        var message = Assert.Throws<InvalidDataException>(() => parse(text)).Message;
        Assert.StartsWith("The saved model cannot be restored: ", message);
        Assert.Contains(fault, message);
    }
}
