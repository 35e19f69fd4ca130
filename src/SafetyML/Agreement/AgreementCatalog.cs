using Microsoft.ML;
using SafetyML.Agreement;
using SafetyML.Evaluation;

namespace SafetyML;

/// <summary>Measures how scores agree with people's labels, and people among themselves.</summary>
public static class AgreementCatalog
{
    /// <summary>Compares yes-or-no decisions with labels: precision, recall, F1, κ and, where the columns are present, AUROC and calibration.</summary>
    /// <param name="catalog">The catalog: <c>ml.Safety()</c>.</param>
    /// <param name="data">Scored and labelled rows.</param>
    /// <param name="labelColumnName">The label: <see cref="bool"/>, or text with <see cref="AgreementOptions.PositiveLabels"/>.</param>
    /// <param name="options">The columns of decision, score and probability; null for the defaults.</param>
    /// <exception cref="ArgumentException">A named column is absent, the options are at fault, no row has a positive label's text, or a decision that is not
    /// called <c>PredictedLabel</c> stands beside one that is, and score or probability go with that one.</exception>
    /// <exception cref="InvalidOperationException">No labelled row was scored.</exception>
    public static BinaryAgreement EvaluateAgreement(
        this SafetyCatalog catalog, IDataView data, string labelColumnName = "Label", AgreementOptions? options = null)
    {
        Require(catalog, data);
        var chosen = options ?? AgreementOptions.Default;
        chosen.Validate();
        var rows = LabelledRows.Read(data, labelColumnName, chosen);
        LabelledSet.RequireScored(rows.Labels.Count, rows.Unscored, rows.Unlabelled, labelColumnName);
        return new BinaryAgreement(rows);
    }

    /// <summary>Compares classes with labels: accuracy, κ, the confusion table.</summary>
    /// <param name="catalog">The catalog: <c>ml.Safety()</c>.</param>
    /// <param name="data">Scored and labelled rows.</param>
    /// <param name="labelColumnName">A text column; an empty text is a row without a label. XSTest's numbers before the names of classes make no difference.</param>
    /// <param name="predictedClassColumnName">A text column of the same classes; an empty text is a row that could not be scored.</param>
    /// <exception cref="InvalidOperationException">No labelled row was scored, or labels and decisions have no class in common.</exception>
    public static ClassAgreement EvaluateClassAgreement(
        this SafetyCatalog catalog, IDataView data, string labelColumnName = "Label", string predictedClassColumnName = "RefusalClass")
    {
        Require(catalog, data);
        return LabelledTexts.Compare(data, labelColumnName, predictedClassColumnName);
    }

    /// <summary>Compares scores with people's numbers: errors and correlations.</summary>
    /// <param name="catalog">The catalog: <c>ml.Safety()</c>.</param>
    /// <param name="data">Scored and labelled rows.</param>
    /// <param name="labelColumnName">A <see cref="float"/> column; NaN is a row without a label.</param>
    /// <param name="scoreColumnName">A <see cref="float"/> column on the same scale; NaN is a row that could not be scored.</param>
    /// <exception cref="InvalidOperationException">No labelled row was scored.</exception>
    public static ScoreAgreement EvaluateScoreAgreement(
        this SafetyCatalog catalog, IDataView data, string labelColumnName = "Label", string scoreColumnName = "Harmfulness")
    {
        Require(catalog, data);
        return LabelledNumbers.Compare(data, labelColumnName, scoreColumnName);
    }

    /// <summary>Compares people with each other: Cohen's and Fleiss' κ, Krippendorff's α.</summary>
    /// <param name="catalog">The catalog: <c>ml.Safety()</c>.</param>
    /// <param name="data">A row for each item.</param>
    /// <param name="raterColumnNames">At least two text columns, one for each rater; an empty text is a missing rating.</param>
    /// <param name="classes">The classes in their order; null for those that occur, which then have none.</param>
    /// <exception cref="ArgumentException">There are fewer than two raters, no items, a name twice, or a rating outside the classes.</exception>
    public static RaterAgreement EvaluateRaters(
        this SafetyCatalog catalog, IDataView data, IReadOnlyList<string> raterColumnNames, IReadOnlyList<string>? classes = null)
    {
        Require(catalog, data);
        ArgumentNullException.ThrowIfNull(raterColumnNames);
        if (raterColumnNames.Count < 2)
            throw new ArgumentException($"Agreement needs at least 2 raters; {raterColumnNames.Count} columns were named.", nameof(raterColumnNames));
        RequireDistinct(raterColumnNames, nameof(raterColumnNames));
        RequireDistinct(classes ?? [], nameof(classes));
        return RatedItems.Compare(data, raterColumnNames, classes);
    }

    private static void RequireDistinct(IReadOnlyList<string> names, string parameter)
    {
        if (names.GroupBy(name => name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } repeated)
            throw new ArgumentException($"'{repeated.Key}' is named {repeated.Count()} times. Name it once.", parameter);
    }

    private static void Require(SafetyCatalog catalog, IDataView data)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(data);
    }
}
