namespace SafetyML.Torch.Models;

/// <summary>A model or adapter is well formed but asks for something that is not supported; the message names it and what is.</summary>
public sealed class UnsupportedModelException : NotSupportedException
{
    /// <summary>An error without a message.</summary>
    public UnsupportedModelException()
    {
    }

    /// <summary>An error whose message names the setting, its value and the values that are supported.</summary>
    public UnsupportedModelException(string message)
        : base(message)
    {
    }

    /// <summary>As the one-argument form, with the error that revealed it.</summary>
    public UnsupportedModelException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
