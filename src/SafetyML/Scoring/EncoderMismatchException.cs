namespace SafetyML.Scoring;

/// <summary>A saved scorer was given another encoder than the one it was saved with.</summary>
public sealed class EncoderMismatchException : InvalidOperationException
{
    internal EncoderMismatchException(string savedPath, string expectedSha256, string foundPath, string foundSha256)
        : base($"The saved scorer reads the encoder '{savedPath}' with the weights {expectedSha256}, but '{foundPath}' has the weights {foundSha256} (SHA-256). "
            + "Scores of another encoder could not be compared. Give the encoder that it was saved with.")
    {
        ExpectedSha256 = expectedSha256;
        FoundSha256 = foundSha256;
    }

    /// <summary>The SHA-256 of the weights that the scorer was saved with.</summary>
    public string ExpectedSha256 { get; }

    /// <summary>The SHA-256 of the weights that were found.</summary>
    public string FoundSha256 { get; }
}
