using SafetyML.Data;
using SafetyML.Options;

namespace SafetyML.Agreement;

/// <summary>
/// Settings of <c>EvaluateAgreement</c>. A column that has its default name is used where it is present; one that was named otherwise must be. Without score,
/// probability and reason every row counts as scored.
/// </summary>
public sealed record AgreementOptions
{
    /// <summary>The column of the decision, <see cref="bool"/>.</summary>
    /// <value><c>PredictedLabel</c> by default.</value>
    public string PredictedLabelColumnName { get; init; } = ColumnNames.PredictedLabel;

    /// <summary>The column of the score, <see cref="float"/>, higher is more positive; NaN marks a row that could not be scored.</summary>
    /// <value><c>Score</c> by default.</value>
    public string ScoreColumnName { get; init; } = ColumnNames.Score;

    /// <summary>The column of the probability of the positive class, <see cref="float"/> from 0 to 1.</summary>
    /// <value><c>Probability</c> by default.</value>
    public string ProbabilityColumnName { get; init; } = ColumnNames.Probability;

    /// <summary>The text column of why a row could not be scored; empty where it was.</summary>
    /// <value><c>RefusalUnscoredReason</c> by default.</value>
    public string UnscoredReasonColumnName { get; init; } = ColumnNames.RefusalUnscoredReason;

    /// <summary>The texts of the label column that mean positive, in any case; at least one of them must occur. An empty text is a row without a label; every
    /// other is negative.</summary>
    /// <value>Empty by default: the label column is <see cref="bool"/>.</value>
    public IReadOnlyList<string> PositiveLabels { get; init; } = [];

    internal static AgreementOptions Default { get; } = new();

    internal void Validate() => OptionFaults.ThrowIfAny("options", Faults());

    private IEnumerable<string> Faults()
    {
        if (new[] { PredictedLabelColumnName, ScoreColumnName, ProbabilityColumnName, UnscoredReasonColumnName }.Any(string.IsNullOrEmpty))
            yield return "A column name is empty. Give every column a name, or leave it as it is.";
        if (PositiveLabels is null)
            yield return "PositiveLabels is null; leave it empty for a Boolean label column.";
        else if (PositiveLabels.Any(string.IsNullOrWhiteSpace))
            yield return "A positive label is empty. An empty label is a row without one.";
    }
}
