namespace SafetyML.Torch.Training;

/// <summary>What a run did. The adapter holds the weights of <paramref name="BestStep"/>.</summary>
/// <param name="Steps">Every step in order.</param>
/// <param name="BestStep">The step, from 1, with the lowest validation loss, or the last step without validation rows.</param>
public sealed record TrainingResult(IReadOnlyList<TrainingProgress> Steps, int BestStep);
