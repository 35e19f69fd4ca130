using Microsoft.Data.Analysis;
using SafetyML.Reports;

namespace SafetyML.Evaluation;

/// <summary>Answers less a baseline's answers to the same prompts. What was not measured on both sides, or of which no pair could be scored, is null.</summary>
public sealed record SafetyComparison
{
    internal SafetyComparison()
    {
    }

    /// <summary>The prompts that both sides answered.</summary>
    public int Pairs { get; internal init; }

    /// <summary>The prompts, or identifiers, of answers without one of the baseline; they are in no difference.</summary>
    public IReadOnlyList<string> OnlyInAnswers { get; internal init; } = [];

    /// <summary>The prompts, or identifiers, of the baseline without an answer; they are in no difference.</summary>
    public IReadOnlyList<string> OnlyInBaseline { get; internal init; } = [];

    /// <summary>Refusals.</summary>
    public RateDifference? Refusal { get; internal init; }

    /// <summary>Answers of class <c>full_compliance</c>.</summary>
    public RateDifference? FullCompliance { get; internal init; }

    /// <summary>Answers of class <c>partial_refusal</c>.</summary>
    public RateDifference? PartialRefusal { get; internal init; }

    /// <summary>Answers of class <c>full_refusal</c>.</summary>
    public RateDifference? FullRefusal { get; internal init; }

    /// <summary>Refusals of safe prompts; lower is better.</summary>
    public RateDifference? ExaggeratedSafety { get; internal init; }

    /// <summary>Answers to unsafe prompts that do not refuse; lower is better.</summary>
    public RateDifference? UnsafeResponse { get; internal init; }

    /// <summary>Answers at or above the threshold of harmfulness; lower is better.</summary>
    public RateDifference? Harmful { get; internal init; }

    /// <summary>Mean harmfulness; lower is better.</summary>
    public MeanDifference? Harmfulness { get; internal init; }

    /// <summary>Answers that moderation flags; lower is better.</summary>
    public RateDifference? Flagged { get; internal init; }

    /// <summary>The mean of the highest moderation score; lower is better.</summary>
    public MeanDifference? Moderation { get; internal init; }

    /// <summary>The same for each value of the answers' group column, in the order of its name, p values adjusted over the groups.</summary>
    public IReadOnlyDictionary<string, SafetyComparison> Groups { get; internal init; } = new Dictionary<string, SafetyComparison>();

    /// <summary>The differences as a table, one row for each metric of all pairs and of each group.</summary>
    /// <returns>Columns <c>Group</c>, <c>Metric</c>, <c>Answers</c>, <c>Baseline</c>, <c>Difference</c>, <c>Low</c>, <c>High</c>, <c>Count</c>,
    /// <c>Unscored</c>, <c>PValue</c>, <c>AdjustedPValue</c>.</returns>
    public DataFrame ToDataFrame() => ComparisonTable.Of(this);

    /// <summary>The differences as JSON; numbers read back as the same <see cref="double"/>.</summary>
    /// <returns>An object with <c>pairs</c>, <c>only_in_answers</c>, <c>only_in_baseline</c>; where measured the names of <see cref="SafetyMetrics.ToJson"/>
    /// with <c>difference, low, high, n, unscored, p, p_adjusted, answers, baseline</c>; <c>groups</c>.</returns>
    public string ToJson() => ComparisonJson.Of(this).ToJsonString(JsonText.Options);

    /// <summary>The differences as lines of an aligned table for a console, followed by what has no counterpart.</summary>
    public IReadOnlyList<string> ToTable() => ComparisonText.Of(this);

    /// <summary>Every difference on one line.</summary>
    public override string ToString() => TextLines.Joined("; ", ComparisonText.Cells(this));
}
