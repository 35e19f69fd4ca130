namespace SafetyML.Moderation;

/// <summary>How one call ended.</summary>
/// <param name="Score">The score, or why there is none.</param>
/// <param name="MayRetry">Whether the same call may succeed later.</param>
/// <param name="Wait">How long the server asks to wait; null where it does not say.</param>
internal sealed record CallOutcome(ModerationScore Score, bool MayRetry = false, TimeSpan? Wait = null)
{
    public static CallOutcome Failed(string reason, bool mayRetry, TimeSpan? wait = null) => new(ModerationScore.Unscored(reason), mayRetry, wait);
}
