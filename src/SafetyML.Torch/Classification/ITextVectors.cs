using static TorchSharp.torch;

namespace SafetyML.Torch.Classification;

/// <summary>Gives the head the vectors of texts.</summary>
internal interface ITextVectors
{
    /// <summary>The vectors (texts, H) of the rows' texts in order; with the graph of what is trained below the head.</summary>
    Tensor Read(IReadOnlyList<ClassifierRow> rows);
}
