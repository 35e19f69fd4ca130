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
            ("Matthews", TextLines.Number(agreement.Matthews)),
            ("AUROC", $"{agreement.AreaUnderRocCurve}"),
            ("average precision", TextLines.Number(agreement.AveragePrecision)),
            ("Brier", TextLines.Number(agreement.Brier)),
            ("log loss", TextLines.Number(agreement.LogLoss)),
            ("calibration error", TextLines.Number(agreement.CalibrationError)),
        ]),
    ];

    public static IReadOnlyList<string> Of(ClassAgreement agreement) =>
    [
        .. TextLines.List(
        [
            ("n", $"{agreement.Count} ({agreement.Unscored} unscored, {agreement.Unlabelled} unlabelled)"),
            ("accuracy", $"{agreement.Accuracy}"),
            ("kappa", $"{agreement.Kappa}"),
            ("macro F1", TextLines.Number(agreement.MacroF1)),
        ]),
        .. TextLines.Table(
            ["label \\ decision", .. agreement.Classes],
            [.. agreement.Classes.Zip(agreement.Confusion, (name, row) => (string[])[name, .. row.Select(count => $"{count}")])]),
    ];
}
