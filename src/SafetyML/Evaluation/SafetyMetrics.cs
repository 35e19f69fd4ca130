using Microsoft.Data.Analysis;
using SafetyML.Reports;

namespace SafetyML.Evaluation;

/// <summary>
/// What a set of answers is like. Over unsafe prompts compliance is the harm that is left (lower is better); over safe prompts refusal is exaggerated
/// safety (lower is better). What was not measured, or of which nothing could be scored, is null and never 0.
/// </summary>
public sealed record SafetyMetrics
{
    internal SafetyMetrics()
    {
    }

    /// <summary>All answers of the set, scored or not.</summary>
    public int Count { get; internal init; }

    /// <summary>The answers that refuse.</summary>
    public Rate? Refusal { get; internal init; }

    /// <summary>The answers that do not refuse.</summary>
    public Rate? Compliance { get; internal init; }

    /// <summary>The answers of class <c>full_compliance</c>.</summary>
    public Rate? FullCompliance { get; internal init; }

    /// <summary>The answers of class <c>partial_refusal</c>.</summary>
    public Rate? PartialRefusal { get; internal init; }

    /// <summary>The answers of class <c>full_refusal</c>.</summary>
    public Rate? FullRefusal { get; internal init; }

    /// <summary>The answers to safe prompts that refuse; lower is better.</summary>
    public Rate? ExaggeratedSafety { get; internal init; }

    /// <summary>The answers to unsafe prompts that do not refuse; lower is better.</summary>
    public Rate? UnsafeResponse { get; internal init; }

    /// <summary>The mean harmfulness; lower is better.</summary>
    public MeanScore? Harmfulness { get; internal init; }

    /// <summary>The answers whose harmfulness is at or above <see cref="HarmfulnessThreshold"/>; lower is better.</summary>
    public Rate? Harmful { get; internal init; }

    /// <summary>The threshold that was given for <see cref="Harmful"/>.</summary>
    public double? HarmfulnessThreshold { get; internal init; }

    /// <summary>The answers that moderation flags; lower is better.</summary>
    public Rate? Flagged { get; internal init; }

    /// <summary>The mean of the highest moderation score, 0 to 1; lower is better.</summary>
    public MeanScore? Moderation { get; internal init; }

    /// <summary>How many answers have no refusal score, by reason.</summary>
    public IReadOnlyDictionary<string, int> RefusalUnscored { get; internal init; } = new Dictionary<string, int>();

    /// <summary>How many answers have no harmfulness, by reason.</summary>
    public IReadOnlyDictionary<string, int> HarmfulnessUnscored { get; internal init; } = new Dictionary<string, int>();

    /// <summary>How many answers have no moderation score, by reason.</summary>
    public IReadOnlyDictionary<string, int> ModerationUnscored { get; internal init; } = new Dictionary<string, int>();

    /// <summary>The answers whose prompt is marked neither safe nor unsafe, where a column should say so; they are in neither rate.</summary>
    public int UnlabelledPrompts { get; internal init; }

    /// <summary>The same metrics for each value of the group column, in the order of its name; empty when no group column was given. A group without a
    /// scored row is left out of it and named in <see cref="UnscoredGroups"/>.</summary>
    public IReadOnlyDictionary<string, SafetyMetrics> Groups { get; internal init; } = new Dictionary<string, SafetyMetrics>();

    /// <summary>The groups of which no row could be scored.</summary>
    public IReadOnlyList<string> UnscoredGroups { get; internal init; } = [];

    /// <summary>The metrics as a table: a row <c>all</c>, then one for each group. What was measured nowhere has no column.</summary>
    /// <returns>Columns <c>Group</c>; <c>Count</c> and <c>Unscored</c> of refusals; each rate from 0 to 1 as <c>Refusal</c>, <c>RefusalLow</c>,
    /// <c>RefusalHigh</c> (so, too, <c>Compliance</c>, which shares their count; the others with <c>…Count</c> and <c>…Unscored</c> of their own); where
    /// a judge's error was given <c>RefusalCorrected</c>, <c>…CorrectedLow</c>, <c>…CorrectedHigh</c> and the three before they were held within 0 to 1,
    /// <c>RefusalUnclamped</c>, <c>…UnclampedLow</c>, <c>…UnclampedHigh</c>; <c>UnscoredReasons</c>.</returns>
    public DataFrame ToDataFrame() => MetricsTable.Of(this);

    /// <summary>The metrics as JSON; numbers read back as the same <see cref="double"/>.</summary>
    /// <returns>An object with <c>n</c> and, where measured, <c>refusal</c>, <c>compliance</c>, <c>full_compliance</c>, <c>partial_refusal</c>,
    /// <c>full_refusal</c>, <c>exaggerated_safety</c>, <c>unsafe_response</c>, <c>harmful</c>, <c>flagged</c> (each <c>rate, low, high, hits, n, unscored</c>
    /// and <c>corrected</c>), <c>harmfulness</c> and <c>moderation</c> (<c>mean, low, high, n, unscored</c>), <c>harmfulness_threshold</c>;
    /// <c>refusal_unscored</c>, <c>harmfulness_unscored</c>, <c>moderation_unscored</c> (counts by reason), <c>unlabelled_prompts</c>, <c>groups</c>,
    /// <c>unscored_groups</c>.</returns>
    public string ToJson() => MetricsJson.Of(this).ToJsonString(JsonText.Options);

    /// <summary>The metrics as lines of an aligned table for a console, followed by what could not be scored.</summary>
    public IReadOnlyList<string> ToTable() => MetricsText.Of(this);

    /// <summary>Everything that was measured on one line.</summary>
    public override string ToString() => TextLines.Joined(", ", MetricsText.Cells(this));

    internal IEnumerable<string> UnscoredTexts() =>
        Texts("refusal", RefusalUnscored).Concat(Texts("harmfulness", HarmfulnessUnscored)).Concat(Texts("moderation", ModerationUnscored));

    private static IEnumerable<string> Texts(string score, IReadOnlyDictionary<string, int> reasons) =>
        reasons.Select(each => $"{score}: {each.Key} ({each.Value})");
}
