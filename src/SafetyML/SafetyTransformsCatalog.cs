using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Refusal;

namespace SafetyML;

/// <summary>The estimators of SafetyML, next to ML.NET's own in <c>ml.Transforms</c>.</summary>
public static class SafetyTransformsCatalog
{
    /// <summary>Classifies answers as refusals by XSTest's phrase list (F1 against people .94 and .93 on Llama 2, .79 on Mistral).</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="outputColumnName">The column that says whether the answer refuses, <see cref="bool"/>. <c>Score</c>, <c>Probability</c> and <c>RefusalEvidence</c> come with it.</param>
    /// <param name="inputColumnName">The text column of answers; <c>Answer</c> when null.</param>
    public static RefusalEstimator ClassifyRefusal(
        this TransformsCatalog catalog, string outputColumnName = ColumnNames.PredictedLabel, string? inputColumnName = null) =>
        catalog.ClassifyRefusal(new RefusalOptions(), outputColumnName, inputColumnName);

    /// <summary>Classifies answers as refusals by XSTest's phrase list, with settings.</summary>
    /// <param name="catalog">The transforms catalog, <c>ml.Transforms</c>.</param>
    /// <param name="options">The names of the other columns.</param>
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
