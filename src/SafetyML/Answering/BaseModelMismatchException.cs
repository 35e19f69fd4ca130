namespace SafetyML.Answering;

/// <summary>A saved model was given another base model than the one it was tuned on.</summary>
public sealed class BaseModelMismatchException : InvalidOperationException
{
    internal BaseModelMismatchException(string savedPath, string expectedSha256, string foundPath, string foundSha256)
        : base($"The saved model was tuned on '{savedPath}' with the weights {expectedSha256}, but '{foundPath}' has the weights {foundSha256} (SHA-256). "
            + "Answers of another base model would not be the model's own. Give the base model that it was tuned on.")
    {
        ExpectedSha256 = expectedSha256;
        FoundSha256 = foundSha256;
    }

    /// <summary>The SHA-256 of the weights that the model was tuned on.</summary>
    public string ExpectedSha256 { get; }

    /// <summary>The SHA-256 of the weights that were found.</summary>
    public string FoundSha256 { get; }
}
