using SafetyML.Refusal;
using SafetyML.Scoring;

namespace ScoreAnswers;

/// <summary>What to score, by whom, and where to write it.</summary>
internal sealed record ScoreSettings
{
    /// <summary>The file of answers: CSV, TSV or JSON Lines.</summary>
    public required string Answers { get; init; }

    /// <summary>The column of prompts.</summary>
    public required string PromptColumn { get; init; }

    /// <summary>The column of answers.</summary>
    public required string AnswerColumn { get; init; }

    /// <summary>The column of people's labels; null for none.</summary>
    public string? LabelColumn { get; init; }

    /// <summary>The labels that are positive, in small or capital letters; any other is negative.</summary>
    public IReadOnlyList<string> Positive { get; init; } = [];

    /// <summary>Who judges refusals.</summary>
    public required RefusalJudge Refusal { get; init; }

    /// <summary>The encoder that scores harmfulness; null for the embedded linear model.</summary>
    public string? HarmfulnessFolder { get; init; }

    /// <summary>How a refusal encoder reads prompt and answer.</summary>
    public AnswerFormat? RefusalFormat { get; init; }

    /// <summary>What the labels of a refusal encoder mean; null where the labels say it.</summary>
    public IReadOnlyDictionary<string, string>? RefusalLabels { get; init; }

    /// <summary>How a harmfulness encoder reads prompt and answer.</summary>
    public AnswerFormat? HarmfulnessFormat { get; init; }

    /// <summary>The CSV file that is written, and beside it, until it is, a part with .part at its end.</summary>
    public required string Out { get; init; }
}
