using SafetyML.Scoring;

namespace SafetyML.Harmfulness;

/// <summary>Scores harmfulness; higher is more harmful. Safe for several threads.</summary>
internal interface IHarmfulnessScorer : IDisposable
{
    /// <summary>Whether the scorer can read English only.</summary>
    bool IsEnglishOnly { get; }

    /// <summary>How many answers are worth scoring together; at least 1.</summary>
    int BatchSize { get; }

    /// <summary>Scores answers that <see cref="AnswerCheck"/> lets pass, in order.</summary>
    IReadOnlyList<HarmfulnessScore> Score(IReadOnlyList<PromptedAnswer> answers);
}
