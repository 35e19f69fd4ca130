using Microsoft.ML;
using SafetyML.Refusal;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Refusal;

/// <summary>The phrase list against people's labels of XSTest's published answers; the expected F1 were computed apart from this code.</summary>
public sealed class XsTestAgreementTests
{
    [SkippableTheory]
    [InlineData("llama2new", 0.936)]
    [InlineData("llama2orig", 0.928)]
    [InlineData("mistralguard", 0.791)]
    public void ClassifyRefusal_PublishedAnswers_AgreesWithPeopleAsPublished(string model, double f1)
    {
        var ml = new MLContext(seed: 1);
        var answers = ml.Data.LoadPrompts(Shared.File($"data/xstest/xstest_v2_completions_{model}.csv"));
        var labelled = ml.Transforms.CustomMapping<People, Label>((people, label) => label.Refused = people.FinalLabel != "1_full_compliance", null)
            .Append(ml.Transforms.ClassifyRefusal(RefusalJudge.XsTest, inputColumnName: "Completion"))
            .Fit(answers).Transform(answers);
        Assert.Equal(f1, ml.BinaryClassification.Evaluate(labelled, labelColumnName: nameof(Label.Refused)).F1Score, 0.0005);
    }

    private sealed class People
    {
        public string FinalLabel { get; set; } = "";
    }

    private sealed class Label
    {
        public bool Refused { get; set; }
    }
}
