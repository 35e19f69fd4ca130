using SafetyML.Torch.Encoders;

namespace SafetyML.Torch.Classification;

/// <summary>A trained classifier and how it came about. Whoever holds it disposes it, and the classifier with it.</summary>
/// <param name="Classifier">The classifier with the weights of the best epoch, in float32.</param>
/// <param name="Epochs">Every epoch in order.</param>
/// <param name="BestEpoch">The epoch, from 1, with the lowest validation loss, or the last without validation rows.</param>
/// <param name="Steps">Every step in order.</param>
public sealed record ClassifierTrainingResult(
    TextClassifier Classifier, IReadOnlyList<ClassifierEpoch> Epochs, int BestEpoch, IReadOnlyList<ClassifierProgress> Steps) : IDisposable
{
    /// <summary>Frees the classifier.</summary>
    public void Dispose() => Classifier.Dispose();
}
