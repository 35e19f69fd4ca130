namespace SafetyML.Torch.Classification;

/// <summary>The record of one pass over the rows.</summary>
/// <param name="Epoch">The pass, from 1.</param>
/// <param name="TrainingLoss">Weighted mean loss of the training rows while they were learned.</param>
/// <param name="ValidationLoss">Weighted mean loss of the validation rows afterwards; null without such rows.</param>
/// <param name="ValidationAccuracy">Share of validation rows with the right class or the right order; null without rows of these kinds.</param>
public sealed record ClassifierEpoch(int Epoch, double TrainingLoss, double? ValidationLoss, double? ValidationAccuracy);
