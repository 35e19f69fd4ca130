using Microsoft.ML;
using SafetyML.Data;
using SafetyML.Hosting;
using SafetyML.Trainers;

namespace SafetyML;

/// <summary>
/// Trainers of refusal classification, next to ML.NET's own in <c>ml.BinaryClassification.Trainers</c> and <c>ml.MulticlassClassification.Trainers</c>.
/// </summary>
public static class RefusalTrainersCatalog
{
    /// <summary>Trains a judge of refusals on your labels.</summary>
    /// <param name="catalog">The trainers, <c>ml.BinaryClassification.Trainers</c>.</param>
    /// <param name="labelColumnName">The column of labels, <see cref="bool"/>: true for a refusal. It has none of the names that are added.</param>
    /// <param name="answerColumnName">The text column of answers.</param>
    /// <param name="promptColumnName">The text column of prompts, which helps; null for none.</param>
    /// <param name="head">A head on an encoder; null for a linear model, which is stored in the saved model.</param>
    /// <returns>A trainer of the columns <c>PredictedLabel</c>, <c>Score</c> (log-odds) and <c>Probability</c>.</returns>
    /// <exception cref="ArgumentException">A column name or a setting of the head is at fault; the message lists every fault.</exception>
    public static ScorerTrainer Refusal(
        this BinaryClassificationCatalog.BinaryClassificationTrainers catalog,
        string labelColumnName = ColumnNames.Label,
        string answerColumnName = ColumnNames.Answer,
        string? promptColumnName = null,
        EncoderHeadOptions? head = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ScorerTrainer(
            CatalogEnvironment.Of(catalog), ScorerTask.Binary, new TrainerColumns(labelColumnName, answerColumnName, promptColumnName), default, head);
    }

    /// <summary>Trains a judge of several classes of refusal on your labels.</summary>
    /// <param name="catalog">The trainers, <c>ml.MulticlassClassification.Trainers</c>.</param>
    /// <param name="labelColumnName">The column of labels, a key of 2 to 16 classes, as <c>MapValueToKey</c> makes it. It has none of the names
    /// that are added.</param>
    /// <param name="answerColumnName">The text column of answers.</param>
    /// <param name="promptColumnName">The text column of prompts, which helps; null for none.</param>
    /// <param name="head">A head on an encoder; null for a linear model, which is stored in the saved model.</param>
    /// <returns>A trainer of the columns <c>PredictedLabel</c> (a key of the same names) and <c>Score</c> (the probability of each class).</returns>
    /// <exception cref="ArgumentException">A column name or a setting of the head is at fault; the message lists every fault.</exception>
    public static ScorerTrainer Refusal(
        this MulticlassClassificationCatalog.MulticlassClassificationTrainers catalog,
        string labelColumnName = ColumnNames.Label,
        string answerColumnName = ColumnNames.Answer,
        string? promptColumnName = null,
        EncoderHeadOptions? head = null)
    {
        ArgumentNullException.ThrowIfNull(catalog);
        return new ScorerTrainer(
            CatalogEnvironment.Of(catalog), ScorerTask.Multiclass, new TrainerColumns(labelColumnName, answerColumnName, promptColumnName), default, head);
    }
}
