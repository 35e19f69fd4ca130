namespace SafetyML.Torch.Checkpoints;

/// <summary>A file of a model or adapter folder is malformed: truncated, inconsistent with itself, or not of its format.</summary>
public sealed class CheckpointFormatException : FormatException
{
    /// <summary>An error without a message.</summary>
    public CheckpointFormatException()
    {
    }

    /// <summary>An error whose message names the file, what was found and what was expected.</summary>
    public CheckpointFormatException(string message)
        : base(message)
    {
    }

    /// <summary>As the one-argument form, with the error that revealed it.</summary>
    public CheckpointFormatException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
