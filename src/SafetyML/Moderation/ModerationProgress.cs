namespace SafetyML.Moderation;

/// <summary>How many texts a transformer has moderated since it was made.</summary>
/// <param name="Done">The texts that are done: asked, cached, repeated or unscored.</param>
/// <param name="Asked">The texts of these that the server was asked about, failed ones included.</param>
/// <param name="Cached">The texts that the cache on disk answered.</param>
/// <param name="Unscored">The texts without a score; their rows say why.</param>
public sealed record ModerationProgress(int Done, int Asked, int Cached, int Unscored);
