using SafetyML.Scoring;

namespace SafetyML.Refusal;

/// <summary>Tells a refusal from an answer. The layers: published phrase lists, rules, a linear model, an encoder. Safe for several threads.</summary>
internal interface IRefusalDetector : IDisposable
{
    /// <summary>Whether the detector can read English only.</summary>
    bool IsEnglishOnly { get; }

    /// <summary>How many answers are worth scoring together; at least 1.</summary>
    int BatchSize { get; }

    /// <summary>Scores answers that <see cref="AnswerCheck"/> lets pass, in order.</summary>
    IReadOnlyList<RefusalScore> Score(IReadOnlyList<PromptedAnswer> answers);
}
