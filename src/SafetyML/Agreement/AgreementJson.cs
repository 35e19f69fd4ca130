using System.Text.Json.Nodes;
using SafetyML.Evaluation;
using SafetyML.Reports;

namespace SafetyML.Agreement;

/// <summary>Agreement as JSON.</summary>
internal static class AgreementJson
{
    public static JsonObject Of(BinaryAgreement agreement) => new()
    {
        ["n"] = agreement.Count,
        ["unscored"] = agreement.Unscored,
        ["unlabelled"] = agreement.Unlabelled,
        ["tp"] = agreement.TruePositives,
        ["fn"] = agreement.FalseNegatives,
        ["fp"] = agreement.FalsePositives,
        ["tn"] = agreement.TrueNegatives,
        ["accuracy"] = MetricsJson.Of(agreement.Accuracy),
        ["precision"] = MetricsJson.Of(agreement.Precision),
        ["recall"] = MetricsJson.Of(agreement.Recall),
        ["specificity"] = MetricsJson.Of(agreement.Specificity),
        ["f1"] = Of(agreement.F1),
        ["kappa"] = Of(agreement.Kappa),
        ["matthews"] = JsonText.Number(agreement.Matthews),
        ["auroc"] = Of(agreement.AreaUnderRocCurve),
        ["average_precision"] = JsonText.Number(agreement.AveragePrecision),
        ["brier"] = JsonText.Number(agreement.Brier),
        ["log_loss"] = JsonText.Number(agreement.LogLoss),
        ["calibration_error"] = JsonText.Number(agreement.CalibrationError),
    };

    public static JsonObject Of(ClassAgreement agreement) => new()
    {
        ["n"] = agreement.Count,
        ["unscored"] = agreement.Unscored,
        ["unlabelled"] = agreement.Unlabelled,
        ["accuracy"] = MetricsJson.Of(agreement.Accuracy),
        ["kappa"] = Of(agreement.Kappa),
        ["macro_f1"] = JsonText.Number(agreement.MacroF1),
        ["classes"] = JsonText.Texts(agreement.Classes),
        ["confusion"] = new JsonArray([.. agreement.Confusion.Select(row => (JsonNode?)new JsonArray([.. row.Select(count => (JsonNode?)count)]))]),
    };

    private static JsonObject? Of(Estimate? estimate) => estimate is null ? null : new()
    {
        ["value"] = estimate.Value,
        ["low"] = JsonText.Number(estimate.Low),
        ["high"] = JsonText.Number(estimate.High),
        ["n"] = estimate.Count,
    };
}
