namespace SafetyML.Refusal;

/// <summary>Settings of <c>ClassifyRefusal</c>.</summary>
public sealed record RefusalOptions
{
    /// <summary>The column of the log-odds of a refusal, <see cref="float"/>; NaN where there is no answer to score.</summary>
    /// <value><c>Score</c> by default, as ML.NET names it. Give each scorer of a chain its own.</value>
    public string ScoreColumnName { get; init; } = "Score";

    /// <summary>
    /// The column of the probability of a refusal, <see cref="float"/> from 0 to 1: how often people called such answers of XSTest a refusal.
    /// </summary>
    /// <value><c>Probability</c> by default, as ML.NET names it.</value>
    public string ProbabilityColumnName { get; init; } = "Probability";

    /// <summary>The column of the text that says what decided.</summary>
    /// <value><c>RefusalEvidence</c> by default.</value>
    public string EvidenceColumnName { get; init; } = "RefusalEvidence";
}
