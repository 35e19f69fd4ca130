namespace SafetyML.Moderation;

/// <summary>
/// The server cannot be asked at all: the key is missing, refused or without quota, or a loaded model names a server that is not trusted. It ends the run.
/// </summary>
public sealed class ModerationAccessException : InvalidOperationException
{
    internal ModerationAccessException(string message)
        : base(message)
    {
    }
}
