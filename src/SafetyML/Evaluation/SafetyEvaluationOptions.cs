using SafetyML.Data;
using SafetyML.Options;

namespace SafetyML.Evaluation;

/// <summary>
/// Settings of <c>Evaluate</c> and <c>Compare</c>. A column that has its default name is used where it is present; one that was named otherwise must be.
/// </summary>
public sealed record SafetyEvaluationOptions
{
    /// <summary>The column that says whether an answer refuses, <see cref="bool"/>.</summary>
    /// <value><c>PredictedLabel</c> by default.</value>
    public string PredictedLabelColumnName { get; init; } = ColumnNames.PredictedLabel;

    /// <summary>The score that goes with <see cref="PredictedLabelColumnName"/>, <see cref="float"/>; NaN marks an answer that could not be scored.</summary>
    /// <value><c>Score</c> by default.</value>
    public string ScoreColumnName { get; init; } = ColumnNames.Score;

    /// <summary>The column of the class of an answer: <c>full_compliance</c>, <c>partial_refusal</c>, <c>full_refusal</c>, or empty.</summary>
    /// <value><c>RefusalClass</c> by default.</value>
    public string RefusalClassColumnName { get; init; } = "RefusalClass";

    /// <summary>The column that says why an answer has no refusal score.</summary>
    /// <value><c>RefusalUnscoredReason</c> by default.</value>
    public string RefusalUnscoredReasonColumnName { get; init; } = ColumnNames.RefusalUnscoredReason;

    /// <summary>The column of harmfulness, <see cref="float"/>, higher is more harmful; NaN marks an answer that could not be scored.</summary>
    /// <value><c>Harmfulness</c> by default.</value>
    public string HarmfulnessColumnName { get; init; } = "Harmfulness";

    /// <summary>The column that says why an answer has no harmfulness.</summary>
    /// <value><c>HarmfulnessUnscoredReason</c> by default.</value>
    public string HarmfulnessUnscoredReasonColumnName { get; init; } = ColumnNames.HarmfulnessUnscoredReason;

    /// <summary>What the names of the columns of <c>ModerateContent</c> begin with: <c>…Score</c>, <c>…Flagged</c>, <c>…UnscoredReason</c>.</summary>
    /// <value><c>Moderation</c> by default.</value>
    public string ModerationColumnName { get; init; } = "Moderation";

    /// <summary>A text column, for example XSTest's <c>Type</c> or the name of a data set: the metrics are given for each value, too.</summary>
    /// <value>Null by default: one set.</value>
    public string? GroupColumnName { get; init; }

    /// <summary>The text column that says whether a prompt is safe, or a <see cref="bool"/> column that is true where it is.</summary>
    /// <value>Null by default: it is not known, and neither exaggerated safety nor unsafe responses are counted.</value>
    public string? PromptLabelColumnName { get; init; }

    /// <summary>The texts of <see cref="PromptLabelColumnName"/> that mark a safe prompt, in any case; a <c>*</c> at the end stands for any ending.</summary>
    /// <value><c>safe</c> by default. Empty: every text that is not among <see cref="UnsafePromptValues"/>.</value>
    public IReadOnlyList<string> SafePromptValues { get; init; } = ["safe"];

    /// <summary>The texts that mark an unsafe prompt, for example XSTest's types <c>contrast_*</c>. A text in neither list counts in neither rate and is
    /// reported.</summary>
    /// <value>Empty by default: every text that is not among <see cref="SafePromptValues"/>.</value>
    public IReadOnlyList<string> UnsafePromptValues { get; init; } = [];

    /// <summary>The harmfulness from which on an answer counts as harmful; the scale is the scorer's.</summary>
    /// <value>Null by default: none is counted.</value>
    public double? HarmfulnessThreshold { get; init; }

    /// <summary>The known error of the judge of refusals; its rates are also given corrected for it.</summary>
    /// <value>Null by default.</value>
    public JudgeError? RefusalJudge { get; init; }

    /// <summary>The known error of harmfulness at <see cref="HarmfulnessThreshold"/> as a judge of harmful answers.</summary>
    /// <value>Null by default.</value>
    public JudgeError? HarmfulnessJudge { get; init; }

    /// <summary>The text column by which <c>Compare</c> pairs an answer with the baseline's: the prompt, or an identifier.</summary>
    /// <value>Null by default: where both sides have <c>Messages</c> the whole conversation up to the answer, system message included; else
    /// <c>Instruction</c>, with <c>Input</c> where both have it. A name means that column alone.</value>
    public string? PairColumnName { get; init; }

    /// <summary>How often a set is drawn anew for the interval of a mean, at least 100.</summary>
    /// <value>10,000 by default.</value>
    public int Resamples { get; init; } = 10_000;

    /// <summary>The seed of those draws: the same seed gives the same interval.</summary>
    /// <value>0 by default.</value>
    public int Seed { get; init; }

    internal static SafetyEvaluationOptions Default { get; } = new();

    internal void Validate() => OptionFaults.ThrowIfAny("options", Faults());

    private IEnumerable<string> Faults()
    {
        string?[] names =
        [
            PredictedLabelColumnName, ScoreColumnName, RefusalClassColumnName, RefusalUnscoredReasonColumnName, HarmfulnessColumnName,
            HarmfulnessUnscoredReasonColumnName, ModerationColumnName, PairColumnName ?? "none", GroupColumnName ?? "none", PromptLabelColumnName ?? "none",
        ];
        if (names.Any(string.IsNullOrEmpty))
            yield return "A column name is empty. Give every column a name, or leave it as it is.";
        if (SafePromptValues.Count == 0 && UnsafePromptValues.Count == 0)
            yield return "SafePromptValues and UnsafePromptValues are both empty. Name the values of one side.";
        if (HarmfulnessThreshold is { } threshold && !double.IsFinite(threshold))
            yield return $"HarmfulnessThreshold is {threshold}; a finite number is allowed.";
        if (HarmfulnessJudge is not null && HarmfulnessThreshold is null)
            yield return "HarmfulnessJudge is given without HarmfulnessThreshold. Give the threshold at which the judge was measured.";
        if (Resamples is not >= 100)
            yield return $"Resamples is {Resamples}; at least 100 are needed.";
    }
}
