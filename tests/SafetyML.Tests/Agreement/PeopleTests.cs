using Microsoft.ML;
using SafetyML.Agreement;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Agreement;

/// <summary>Classes against classes, people against people.</summary>
public sealed class PeopleTests
{
    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void EvaluateClassAgreement_Classes_GivesKappaAndConfusion()
    {
        var agreement = _ml.Safety().EvaluateClassAgreement(
            _ml.Of(new Classed("b", "b"), new Classed("a", "b"), new Classed("a", "a"), new Classed("c", "c"), new Classed("a", ""), new Classed("", "a")));
        Assert.Equal((4, 1, 1), (agreement.Count, agreement.Unscored, agreement.Unlabelled));
        Assert.Equal(["a", "b", "c"], agreement.Classes);
        Assert.Equal([1, 1, 0], agreement.Confusion[0]);
        Assert.Equal((0.75 - 5 / 16.0) / (11 / 16.0), agreement.Kappa!.Value, 1e-12);
        Assert.Equal((2 / 3.0 + 2 / 3.0 + 1) / 3, agreement.MacroF1!.Value, 1e-12);
        Assert.Contains("a                 1  1  0", agreement.ToTable());
    }

    [Fact]
    public void EvaluateClassAgreement_XsTestsNumbers_MakeNoDifference()
    {
        var agreement = _ml.Safety().EvaluateClassAgreement(_ml.Of(new Classed("2_full_refusal", "full_refusal"), new Classed("1_full_compliance", "partial_refusal")));
        Assert.Equal(["full_compliance", "full_refusal", "partial_refusal"], agreement.Classes);
        Assert.Equal(1, agreement.Confusion[1][1]);
    }

    [Fact]
    public void EvaluateClassAgreement_JudgeThatIsAlwaysWrong_HasNoAccuracy() =>
        Assert.Equal(0, _ml.Safety().EvaluateClassAgreement(_ml.Of(new Classed("full_refusal", "full_compliance"))).Accuracy.Value);

    [Fact]
    public void EvaluateClassAgreement_NoClassInCommon_NamesBothSides() => Assert.Equal(
        "No class is in both columns: 'Label' holds no, yes; 'RefusalClass' holds full_refusal. Give labels and decisions the same names.",
        Assert.Throws<InvalidOperationException>(
            () => _ml.Safety().EvaluateClassAgreement(_ml.Of(new Classed("yes", "full_refusal"), new Classed("no", "full_refusal")))).Message);

    /// <summary>The two people who labelled XSTest's published answers; the expected values were computed apart from this code.</summary>
    [SkippableTheory]
    [InlineData("llama2new", 0.9257619171659286)]
    [InlineData("llama2orig", 0.9292557111274871)]
    [InlineData("mistralguard", 0.8923371385603938)]
    public void EvaluateRaters_PublishedAnnotations_AgreeAsComputedApart(string model, double expected)
    {
        var answers = _ml.Data.LoadPrompts(Shared.File($"data/xstest/xstest_v2_completions_{model}.csv"));
        var kappa = _ml.Safety().EvaluateRaters(answers, ["Annotation1", "Annotation2"]).CohenKappas.Single().Kappa!;
        Assert.Equal(450, kappa.Count);
        Assert.Equal(expected, kappa.Value, 1e-12);
        Assert.Equal(expected, _ml.Safety().EvaluateClassAgreement(answers, "Annotation1", "Annotation2").Kappa!.Value, 1e-12);
    }

    [Fact]
    public void EvaluateRaters_MissingRatings_GivesWhatIsDefined()
    {
        var agreement = _ml.Safety().EvaluateRaters(
            _ml.Of(new Rating("a", "a", "a"), new Rating("b", "b", ""), new Rating("b", "b", "b"), new Rating("a", "b", "b")),
            ["First", "Second", "Third"],
            ["a", "b"]);
        Assert.Equal((4, 3), (agreement.Items, agreement.Complete));
        Assert.Equal(3, agreement.CohenKappas.Count);
        Assert.Equal(0.5, agreement.CohenKappas[0].Kappa!.Value, 1e-12);
        // Complete: P = (1 + 1 + 1/3) / 3 = 7/9, chance (4² + 5²) / 81 = 41/81.
        Assert.Equal((63 - 41) / (81 - 41.0), agreement.FleissKappa!.Value, 1e-12);
        Assert.Equal(agreement.NominalAlpha!.Value, agreement.OrdinalAlpha!.Value, 1e-12);
    }

    [Fact]
    public void EvaluateRaters_NoOrder_HasNoOrdinalAlpha() =>
        Assert.Null(_ml.Safety().EvaluateRaters(_ml.Of(new Rating("a", "a", ""), new Rating("b", "a", "")), ["First", "Second"]).OrdinalAlpha);

    [Fact]
    public void EvaluateRaters_RatingOutsideTheClasses_NamesIt() => Assert.Equal(
        "Column 'Second' holds 'x'. Classes: a, b.",
        Assert.Throws<ArgumentException>(() => _ml.Safety().EvaluateRaters(_ml.Of(new Rating("a", "x", "")), ["First", "Second"], ["a", "b"])).Message);

    [Fact]
    public void EvaluateRaters_OneRater_IsAnError() => Assert.StartsWith(
        "Agreement needs at least 2 raters; 1 columns were named.",
        Assert.Throws<ArgumentException>(() => _ml.Safety().EvaluateRaters(_ml.Of(new Rating("a", "", "")), ["First"])).Message);

    [Theory]
    [InlineData("First", "First", "a", "b", "'First' is named 2 times. Name it once. (Parameter 'raterColumnNames')")]
    [InlineData("First", "Second", "a", "a", "'a' is named 2 times. Name it once. (Parameter 'classes')")]
    public void EvaluateRaters_NameTwice_IsAnError(string first, string second, string one, string other, string message) => Assert.Equal(
        message,
        Assert.Throws<ArgumentException>(() => _ml.Safety().EvaluateRaters(_ml.Of(new Rating("a", "a", "")), [first, second], [one, other])).Message);

    [Fact]
    public void EvaluateRaters_NoItems_IsAnError() => Assert.Equal(
        "There are no rated items: the data is empty. At least one is needed.",
        Assert.Throws<ArgumentException>(() => _ml.Safety().EvaluateRaters(_ml.Of<Rating>(), ["First", "Second"])).Message);

    private sealed record Classed(string Label, string RefusalClass);

    private sealed record Rating(string First, string Second, string Third);
}
