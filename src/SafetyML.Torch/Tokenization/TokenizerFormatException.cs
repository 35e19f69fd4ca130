namespace SafetyML.Torch.Tokenization;

/// <summary>A tokenizer file is damaged, contradicts itself, or is of a kind that is not supported. The message names the file and the place.</summary>
public sealed class TokenizerFormatException : FormatException
{
    /// <summary>Creates the exception without a text.</summary>
    public TokenizerFormatException()
    {
    }

    /// <summary>Creates the exception.</summary>
    /// <param name="message">File, place, what was found and what was expected.</param>
    public TokenizerFormatException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with its cause.</summary>
    /// <param name="message">File, place, what was found and what was expected.</param>
    /// <param name="innerException">What the reader met.</param>
    public TokenizerFormatException(string message, Exception? innerException)
        : base(message, innerException)
    {
    }
}
