using SafetyML.Options;

namespace SafetyML.Refusal;

/// <summary>The columns that refusal classification reads and adds; null for an optional one that is not wanted.</summary>
internal sealed record RefusalColumns
{
    public required string Input { get; init; }

    public string? Prompt { get; init; }

    public required string PredictedLabel { get; init; }

    public required string Score { get; init; }

    public required string Probability { get; init; }

    public required string Class { get; init; }

    public required string Evidence { get; init; }

    public required string UnscoredReason { get; init; }

    public string? ClassKey { get; init; }

    public string? ClassScores { get; init; }

    public static RefusalColumns Of(RefusalOptions options, string output, string input) => new()
    {
        Input = input,
        Prompt = options.PromptColumnName,
        PredictedLabel = output,
        Score = options.ScoreColumnName,
        Probability = options.ProbabilityColumnName,
        Class = options.ClassColumnName,
        Evidence = options.EvidenceColumnName,
        UnscoredReason = options.UnscoredReasonColumnName,
        ClassKey = options.ClassKeyColumnName,
        ClassScores = options.ClassScoresColumnName,
    };

    public IEnumerable<string> Faults() => ColumnFaults.Of(
        [Input, Prompt ?? Input],
        [PredictedLabel, Score, Probability, Class, Evidence, UnscoredReason, .. new[] { ClassKey, ClassScores }.OfType<string>()]);
}
