using SafetyML.Torch.Checkpoints;

namespace SafetyML.Torch.Encoders;

/// <summary>A folder holds an encoder without a sequence-classification head, where one is needed.</summary>
public sealed class MissingHeadException : InvalidOperationException
{
    /// <summary>An error without a message.</summary>
    public MissingHeadException()
    {
    }

    /// <summary>An error whose message names the tensors that are missing and what to do.</summary>
    public MissingHeadException(string message)
        : base(message)
    {
    }

    /// <summary>As the one-argument form, with the error that revealed it.</summary>
    public MissingHeadException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    internal static MissingHeadException Of(string folder, IEnumerable<string> missing) => new(
        $"{folder} has no sequence-classification head: {string.Join(", ", missing)} are missing. Give the folder of a fine-tuned classifier, " +
        "or train a head on this encoder with ClassifierTraining.Train(folder, examples, options).");
}
