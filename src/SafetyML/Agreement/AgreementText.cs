using SafetyML.Evaluation;
using SafetyML.Reports;

namespace SafetyML.Agreement;

/// <summary>Agreement as lines of text for a console.</summary>
internal static class AgreementText
{
    public static IReadOnlyList<string> Of(BinaryAgreement agreement) =>
    [
        .. TextLines.List(
        [
            ("n", $"{agreement.Count} ({agreement.Unscored} unscored, {agreement.Unlabelled} unlabelled)"),
            ("accuracy", $"{agreement.Accuracy}"),
            ("precision", $"{agreement.Precision}"),
            ("recall", $"{agreement.Recall}"),
            ("specificity", $"{agreement.Specificity}"),
            ("F1", $"{agreement.F1}"),
            ("kappa", $"{agreement.Kappa}"),
            ("Matthews", $"{agreement.Matthews:0.000}"),
            ("AUROC", $"{agreement.AreaUnderRocCurve}"),
            ("average precision", $"{agreement.AveragePrecision:0.000}"),
            ("Brier", $"{agreement.Brier:0.000}"),
            ("log loss", $"{agreement.LogLoss:0.000}"),
            ("calibration error", $"{agreement.CalibrationError:0.000}"),
        ]),
    ];

    public static IReadOnlyList<string> Of(ClassAgreement agreement) =>
    [
        .. TextLines.List(
        [
            ("n", $"{agreement.Count} ({agreement.Unscored} unscored, {agreement.Unlabelled} unlabelled)"),
            ("accuracy", $"{agreement.Accuracy}"),
            ("kappa", $"{agreement.Kappa}"),
            ("macro F1", $"{agreement.MacroF1:0.000}"),
        ]),
        .. TextLines.Table(
            ["label \\ decision", .. agreement.Classes],
            [.. agreement.Classes.Zip(agreement.Confusion, (name, row) => (string[])[name, .. row.Select(count => $"{count}")])]),
    ];
}
