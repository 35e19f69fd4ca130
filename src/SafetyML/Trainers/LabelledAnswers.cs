using SafetyML.Scoring;

namespace SafetyML.Trainers;

/// <summary>The rows of a training set that can be learned from, and what was left out of it.</summary>
/// <param name="Answers">Prompts and answers.</param>
/// <param name="Labels">The index of each row's class, or its number.</param>
/// <param name="Classes">The names of the classes; empty for numbers.</param>
/// <param name="WithoutLabel">How many rows had none.</param>
/// <param name="FirstWithoutLabel">The first of them, from 1; 0 where there is none.</param>
/// <param name="WithoutAnswer">How many had a label but no answer that says something.</param>
internal sealed record LabelledAnswers(
    IReadOnlyList<PromptedAnswer> Answers, IReadOnlyList<float> Labels, IReadOnlyList<string> Classes, int WithoutLabel, int FirstWithoutLabel, int WithoutAnswer)
{
    private const double MostForeign = 0.01;

    /// <summary>Whether the answers are English, but for one or one in a hundred, which may be taken for foreign by mistake.</summary>
    public bool AreEnglish => Answers.Count(row => LanguageCheck.Fault(row.Answer) is not null) <= Math.Max(1, MostForeign * Answers.Count);
}
