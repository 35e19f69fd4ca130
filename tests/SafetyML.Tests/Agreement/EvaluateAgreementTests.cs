using System.Text.Json;
using Microsoft.ML;
using SafetyML.Agreement;
using SafetyML.Tests.Support;
using Xunit;

namespace SafetyML.Tests.Agreement;

public sealed class EvaluateAgreementTests
{
    private static readonly Row[] Rows =
    [
        new(true, "bad", true, 2, 0.9f), new(true, "BAD ", false, -1, 0.3f), new(false, "good", false, -2, 0.1f), new(false, "fine", true, 1, 0.7f),
        new(false, "good", false, -3, 0.05f), new(true, "worse", true, 3, 0.95f), new(true, "bad", false, float.NaN, float.NaN),
    ];

    private readonly MLContext _ml = new(seed: 1);

    [Fact]
    public void EvaluateAgreement_Decisions_GivesEachMeasure()
    {
        var agreement = _ml.Safety().EvaluateAgreement(_ml.Of(Rows));
        Assert.Equal((6, 1, 0), (agreement.Count, agreement.Unscored, agreement.Unlabelled));
        Assert.Equal((2, 1, 1, 2), (agreement.TruePositives, agreement.FalseNegatives, agreement.FalsePositives, agreement.TrueNegatives));
        Assert.Equal((2, 3), (agreement.Precision!.Hits, agreement.Precision.Count));
        Assert.Equal((2, 3), (agreement.Recall!.Hits, agreement.Recall.Count));
        Assert.Equal(2 / 3.0, agreement.F1!.Value, 1e-12);
        Assert.InRange(agreement.F1.Value, agreement.F1.Low, agreement.F1.High);
        Assert.Equal(1 / 3.0, agreement.Kappa!.Value, 1e-12);
        Assert.Equal(8 / 9.0, agreement.AreaUnderRocCurve!.Value, 1e-12);
        Assert.Equal((0.01 + 0.49 + 0.01 + 0.49 + 0.0025 + 0.0025) / 6, agreement.Brier!.Value, 1e-6);
        Assert.Equal(-(2 * Math.Log(0.9) + 2 * Math.Log(0.3) + 2 * Math.Log(0.95)) / 6, agreement.LogLoss!.Value, 1e-6);
        // Each probability in a bin of its own but 0.1 and 0.05, which are both in the first, and 0.9 and 0.95 in the last two.
        Assert.Equal((0.1 + 0.7 + 0.7 + 0.15 + 0.05) / 6, agreement.CalibrationError!.Value, 1e-6);
        Assert.Equal(2, agreement.ToJudgeError().Sensitivity.Hits);
    }

    [Fact]
    public void EvaluateAgreement_TextLabels_ArePositiveByName()
    {
        Row[] rows = [.. Rows, new(true, " ", true, 1, 0.6f)];
        var agreement = _ml.Safety().EvaluateAgreement(_ml.Of(rows), "Text", new AgreementOptions { PositiveLabels = ["bad", "worse"] });
        Assert.Equal((6, 1, 1), (agreement.Count, agreement.Unscored, agreement.Unlabelled));
        Assert.Equal(2, agreement.TruePositives);
    }

    [Fact]
    public void EvaluateAgreement_OneClass_HasNoAreaAndNoJudge()
    {
        var agreement = _ml.Safety().EvaluateAgreement(_ml.Of(Rows[2], Rows[4]));
        Assert.Null(agreement.AreaUnderRocCurve);
        Assert.Null(agreement.Precision);
        Assert.Null(agreement.F1);
        Assert.Equal("F1 undefined, AUROC undefined, kappa undefined", agreement.ToString());
        var json = JsonDocument.Parse(agreement.ToJson()).RootElement;
        Assert.Equal(JsonValueKind.Null, json.GetProperty("auroc").ValueKind);
        Assert.Equal(2, json.GetProperty("accuracy").Count("n"));
        Assert.Throws<ArgumentException>(agreement.ToJudgeError);
    }

    [Fact]
    public void EvaluateAgreement_WithoutScores_GivesCounts()
    {
        var agreement = _ml.Safety().EvaluateAgreement(_ml.Of(new Decision(true, true), new Decision(false, false)));
        Assert.Equal(1, agreement.F1!.Value);
        Assert.Null(agreement.AreaUnderRocCurve);
        Assert.DoesNotContain(agreement.ToTable(), line => line.StartsWith("AUROC", StringComparison.Ordinal));
    }

    [Fact]
    public void EvaluateAgreement_NothingScored_SaysWhatIsEmpty()
    {
        Assert.Equal(
            "None of the 1 rows with a label in column 'Label' could be scored; 0 have no label.",
            Assert.Throws<InvalidOperationException>(() => _ml.Safety().EvaluateAgreement(_ml.Of(Rows[6]))).Message);
        Assert.Equal(
            "There is nothing to compare with labels: the data is empty.",
            Assert.Throws<InvalidOperationException>(() => _ml.Safety().EvaluateAgreement(_ml.Of<Row>())).Message);
        Assert.Equal(
            "None of the 1 rows has a label in column 'Text'.",
            Assert.Throws<InvalidOperationException>(
                () => _ml.Safety().EvaluateAgreement(_ml.Of(Rows[0] with { Text = "" }), "Text", new AgreementOptions { PositiveLabels = ["bad"] })).Message);
    }

    [Fact]
    public void EvaluateAgreement_TextLabelWithoutPositives_NamesTheType() => Assert.StartsWith(
        "Column 'Text' is of type", Assert.Throws<ArgumentException>(() => _ml.Safety().EvaluateAgreement(_ml.Of(Rows), "Text")).Message);

    [Fact]
    public void EvaluateAgreement_PositiveLabelThatNoRowHas_NamesThoseThatAreThere() => Assert.Equal(
        "No row of column 'Text' has a positive label (refuses). It holds bad, BAD, good, fine, worse. Correct PositiveLabels; where none is positive, make the column "
        + "Boolean.",
        Assert.Throws<ArgumentException>(() => _ml.Safety().EvaluateAgreement(_ml.Of(Rows), "Text", new AgreementOptions { PositiveLabels = ["refuses"] })).Message);

    [Fact]
    public void EvaluateAgreement_ScoreOfAnotherJudge_IsRefused()
    {
        var data = _ml.Of(new TwoJudges(true, false, true, 0.1f, 0.9f), new TwoJudges(false, true, false, 0.9f, 0.1f));
        Assert.Equal(
            "No threshold on 'Probability' gives the decisions of 'Other': they are not of the same judge. "
            + "Set ScoreColumnName, ProbabilityColumnName and UnscoredReasonColumnName to its columns, or drop 'PredictedLabel' where it has none.",
            Assert.Throws<ArgumentException>(() => _ml.Safety().EvaluateAgreement(data, options: new AgreementOptions { PredictedLabelColumnName = "Other" })).Message);
        var own = new AgreementOptions { PredictedLabelColumnName = "Other", ProbabilityColumnName = "OtherProbability" };
        Assert.Equal(1, _ml.Safety().EvaluateAgreement(data, options: own).Accuracy.Value);
    }

    [Fact]
    public void EvaluateAgreement_EveryPositiveUnscored_IsNoWrongLabel() => Assert.Null(
        _ml.Safety().EvaluateAgreement(_ml.Of(Rows[2], Rows[6]), "Text", new AgreementOptions { PositiveLabels = ["bad"] }).F1);

    [Fact]
    public void EvaluateAgreement_NullPositiveLabels_IsAFault() => Assert.StartsWith(
        "PositiveLabels is null;",
        Assert.Throws<ArgumentException>(() => _ml.Safety().EvaluateAgreement(_ml.Of(Rows), options: new AgreementOptions { PositiveLabels = null! })).Message);

    [Fact]
    public void EvaluateAgreement_ReasonWithoutScoreColumns_IsUnscoredNotNegative()
    {
        var agreement = _ml.Safety().EvaluateAgreement(_ml.Of(new Reasoned(true, true, ""), new Reasoned(true, false, "the answer is empty")));
        Assert.Equal((1, 1), (agreement.Count, agreement.Unscored));
        Assert.Equal((1, 0), (agreement.TruePositives, agreement.FalseNegatives));
    }

    [Fact]
    public void EvaluateScoreAgreement_Numbers_GivesErrorsAndCorrelations()
    {
        var agreement = _ml.Safety().EvaluateScoreAgreement(
            _ml.Of(new Rated(1, 2), new Rated(3, 3), new Rated(4, 3), new Rated(2, float.NaN), new Rated(float.NaN, 1)));
        Assert.Equal((3, 1, 1), (agreement.Count, agreement.Unscored, agreement.Unlabelled));
        Assert.Equal(2 / 3.0, agreement.MeanAbsoluteError, 1e-12);
        Assert.Equal(Math.Sqrt(2 / 3.0), agreement.RootMeanSquaredError, 1e-12);
        Assert.Equal(1 - 2 / (14 / 3.0), agreement.RSquared!.Value, 1e-12);
        Assert.Equal(Math.Sqrt(3) / 2, agreement.Spearman!.Value, 1e-12);
    }

    private sealed record Row(bool Label, string Text, bool PredictedLabel, float Score, float Probability);

    private sealed record Decision(bool Label, bool PredictedLabel);

    private sealed record Reasoned(bool Label, bool PredictedLabel, string RefusalUnscoredReason);

    private sealed record TwoJudges(bool Label, bool PredictedLabel, bool Other, float Probability, float OtherProbability);

    private sealed record Rated(float Label, float Harmfulness);
}
