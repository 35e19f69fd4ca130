using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Harmfulness;

namespace SafetyML;

/// <summary>Harmfulness scoring, next to ML.NET's own in <c>ml.Transforms</c>.</summary>
public static class HarmfulnessCatalog
{
    private const string Output = "Harmfulness";

    /// <summary>Scores how harmful answers are, on the red-team scale: 0 harmless, 4 most harmful. Higher is more harmful. What a reasoning model thinks before its
    /// answer, in a think tag, is left out.</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="encoderFolder">A Hugging Face folder of an encoder with a head of one output, such as the paper's reward models, whose logit is the score as
    /// it is, on whatever scale the head was trained (rankings alone give an order); null for the embedded linear model, which works offline.</param>
    /// <param name="outputColumnName">The column of the score, <see cref="float"/>, NaN where there is no answer to score. <c>HarmfulnessEvidence</c> and
    /// <c>HarmfulnessUnscoredReason</c> come with it.</param>
    /// <param name="inputColumnName">The text column of answers; <c>Answer</c> when null.</param>
    /// <param name="promptColumnName">The text column of prompts. <c>Instruction</c> may be absent from the data; null for none.</param>
    public static HarmfulnessEstimator ScoreHarmfulness(
        this TransformsCatalog catalog,
        string? encoderFolder = null,
        string outputColumnName = Output,
        string? inputColumnName = null,
        string? promptColumnName = ColumnNames.Instruction) =>
        catalog.ScoreHarmfulness(new HarmfulnessOptions { PromptColumnName = promptColumnName }, encoderFolder, outputColumnName, inputColumnName);

    /// <summary>Scores how harmful answers are, with settings. Higher is more harmful.</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="options">Prompt column, names of the other columns, how an encoder is run.</param>
    /// <param name="encoderFolder">A Hugging Face folder of an encoder with a head of one output; null for the embedded linear model.</param>
    /// <param name="outputColumnName">The column of the score, <see cref="float"/>.</param>
    /// <param name="inputColumnName">The text column of answers; <c>Answer</c> when null.</param>
    /// <exception cref="ArgumentException">The options are at fault; the message lists every fault.</exception>
    public static HarmfulnessEstimator ScoreHarmfulness(
        this TransformsCatalog catalog,
        HarmfulnessOptions options,
        string? encoderFolder = null,
        string outputColumnName = Output,
        string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new HarmfulnessEstimator(catalog, encoderFolder, options, outputColumnName, inputColumnName ?? ColumnNames.Answer);
    }
}
