using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Hosting;
using SafetyML.Trainers;

namespace SafetyML;

/// <summary>The trainer of harmfulness, next to ML.NET's own in <c>ml.Regression.Trainers</c>.</summary>
public static class HarmfulnessTrainersCatalog
{
    /// <summary>Trains a scorer of harmfulness on your labels.</summary>
    /// <param name="catalog">The trainers, <c>ml.Regression.Trainers</c>.</param>
    /// <param name="labelColumnName">The column of labels, <see cref="float"/>: higher is more harmful.</param>
    /// <param name="answerColumnName">The text column of answers.</param>
    /// <param name="promptColumnName">The text column of prompts, which helps; null for none.</param>
    /// <param name="lowest">The lower end of the labels' scale.</param>
    /// <param name="highest">The upper end, above <paramref name="lowest"/>; a linear model's scores stay between the two.</param>
    /// <param name="head">A head on an encoder; null for a linear model, which is stored in the saved model.</param>
    /// <returns>A trainer of the column <c>Score</c>.</returns>
    public static ScorerTrainer Harmfulness(
        this RegressionCatalog.RegressionTrainers catalog,
        string labelColumnName = ColumnNames.Label,
        string answerColumnName = ColumnNames.Answer,
        string? promptColumnName = null,
        float lowest = 0,
        float highest = 4,
        EncoderHeadOptions? head = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        if (!(lowest < highest) || !float.IsFinite(lowest) || !float.IsFinite(highest))
            throw new ArgumentOutOfRangeException(nameof(highest), highest, $"The scale goes from {lowest} to {highest}; the upper end must lie above the lower one.");
        return new ScorerTrainer(
            CatalogEnvironment.Of(catalog), ScorerTask.Regression, new TrainerColumns(labelColumnName, answerColumnName, promptColumnName), (lowest, highest), head);
    }
}
