using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Refusal;

namespace SafetyML;

/// <summary>Refusal classification, next to ML.NET's own in <c>ml.Transforms</c>.</summary>
public static class RefusalCatalog
{
    /// <summary>Classifies answers as refusals by the embedded linear model. What a reasoning model thinks before its answer, in a think tag, is left out.</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column that says whether the answer refuses, fully or partly, <see cref="bool"/>. <c>Score</c>, <c>Probability</c>,
    /// <c>RefusalClass</c>, <c>RefusalEvidence</c> and <c>RefusalUnscoredReason</c> come with it.</param>
    /// <param name="inputColumnName">The text column of answers; <c>Answer</c> when null.</param>
    public static RefusalEstimator ClassifyRefusal(
        this TransformsCatalog catalog, string outputColumnName = ColumnNames.PredictedLabel, string? inputColumnName = null) =>
        catalog.ClassifyRefusal(new RefusalOptions(), outputColumnName, inputColumnName);

    /// <summary>Classifies answers as refusals by a judge of your choice.</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="judge">Who decides: a published phrase list, our rules, the embedded linear model or an encoder folder.</param>
    /// <param name="outputColumnName">The column that says whether the answer refuses, <see cref="bool"/>.</param>
    /// <param name="inputColumnName">The text column of answers; <c>Answer</c> when null.</param>
    /// <param name="promptColumnName">The text column of prompts; null to judge the answer alone.</param>
    public static RefusalEstimator ClassifyRefusal(
        this TransformsCatalog catalog,
        RefusalJudge judge,
        string outputColumnName = ColumnNames.PredictedLabel,
        string? inputColumnName = null,
        string? promptColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(judge);
        return catalog.ClassifyRefusal(new RefusalOptions { Judge = judge, PromptColumnName = promptColumnName }, outputColumnName, inputColumnName);
    }

    /// <summary>Classifies answers as refusals, with settings.</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="options">Judge, prompt column and the names of the other columns.</param>
    /// <param name="outputColumnName">The column that says whether the answer refuses, <see cref="bool"/>.</param>
    /// <param name="inputColumnName">The text column of answers; <c>Answer</c> when null.</param>
    /// <exception cref="ArgumentException">The options are at fault; the message lists every fault.</exception>
    public static RefusalEstimator ClassifyRefusal(
        this TransformsCatalog catalog, RefusalOptions options, string outputColumnName = ColumnNames.PredictedLabel, string? inputColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        ArgumentNullException.ThrowIfNull(options);
        return new RefusalEstimator(catalog, options, outputColumnName, inputColumnName ?? ColumnNames.Answer);
    }
}
