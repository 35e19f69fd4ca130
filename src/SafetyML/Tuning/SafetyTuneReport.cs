using SafetyML.Torch.Training;

namespace SafetyML.Tuning;

/// <summary>What a training saw and did.</summary>
/// <param name="TrainedRows">Rows that were trained on.</param>
/// <param name="ValidationRows">Rows that chose the best step.</param>
/// <param name="SkippedRows">Rows that carry nothing to learn, with the reason; positions from 0.</param>
/// <param name="ShortenedRows">Positions of the rows that were cut at the cutoff.</param>
/// <param name="Result">The steps, and which of them the adapter is from.</param>
public sealed record SafetyTuneReport(
    int TrainedRows, int ValidationRows, IReadOnlyList<SkippedRow> SkippedRows, IReadOnlyList<int> ShortenedRows, TrainingResult Result);
