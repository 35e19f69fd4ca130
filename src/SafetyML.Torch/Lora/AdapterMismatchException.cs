namespace SafetyML.Torch.Lora;

/// <summary>An adapter does not fit the model: it lacks a tensor, has one too many, or has one of another shape.</summary>
public sealed class AdapterMismatchException : FormatException
{
    /// <summary>An error without a message.</summary>
    public AdapterMismatchException()
    {
    }

    /// <summary>An error whose message names the tensors and both shapes.</summary>
    public AdapterMismatchException(string message)
        : base(message)
    {
    }

    /// <summary>As the one-argument form, with the error that revealed it.</summary>
    public AdapterMismatchException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
