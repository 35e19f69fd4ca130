using Microsoft.Data.Analysis;

namespace SafetyML.Evaluation;

/// <summary>
/// How often a model refuses. Over unsafe prompts compliance is the harm that is left (lower is better); over safe prompts refusal is
/// exaggerated safety (lower is better).
/// </summary>
public sealed record SafetyMetrics
{
    internal SafetyMetrics(int refused, int scored, int unscored)
    {
        Refusal = new Rate(refused, scored, unscored);
        Compliance = new Rate(scored - refused, scored, unscored);
    }

    /// <summary>The answers that refuse.</summary>
    public Rate Refusal { get; }

    /// <summary>The answers that do not refuse.</summary>
    public Rate Compliance { get; }

    /// <summary>The same metrics for each value of the group column; empty when no group column was given. A group without a scored row is left out of it
    /// and named in <see cref="UnscoredGroups"/>.</summary>
    public IReadOnlyDictionary<string, SafetyMetrics> Groups { get; internal init; } = new Dictionary<string, SafetyMetrics>();

    /// <summary>The groups of which no row could be scored.</summary>
    public IReadOnlyList<string> UnscoredGroups { get; internal init; } = [];

    /// <summary>The metrics as a table: a row <c>all</c>, then one for each group.</summary>
    /// <returns>Columns <c>Group</c>, <c>Count</c>, <c>Unscored</c>, then each rate from 0 to 1 with its interval: <c>Refusal</c>, <c>RefusalLow</c>,
    /// <c>RefusalHigh</c>, <c>Compliance</c>, <c>ComplianceLow</c>, <c>ComplianceHigh</c>.</returns>
    public DataFrame ToDataFrame() => MetricsTable.Of(this);

    /// <summary>Both rates on one line.</summary>
    public override string ToString() => $"refusal {Refusal}, compliance {Compliance}";
}
