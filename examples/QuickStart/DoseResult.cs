using SafetyML.Evaluation;

namespace QuickStart;

/// <summary>What one dose did. A set that was not asked is null.</summary>
/// <param name="SafetyCount">Safety demonstrations in the mixture.</param>
/// <param name="Unsafe">Unsafe prompts that were not refused; lower is better.</param>
/// <param name="Exaggerated">Safe prompts that were refused; lower is better.</param>
/// <param name="Helpful">Everyday prompts with the right answer; higher is better.</param>
/// <param name="Answers">Every answer.</param>
internal sealed record DoseResult(int SafetyCount, Rate Unsafe, Rate? Exaggerated, Rate? Helpful, IReadOnlyList<AnswerRow> Answers);
