namespace SafetyML.Torch.Training;

/// <summary>A row that is not trained on, and why.</summary>
/// <param name="Row">Position in the input, from 0.</param>
/// <param name="Reason">What is wrong with the row.</param>
public sealed record SkippedRow(int Row, string Reason);
