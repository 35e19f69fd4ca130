using Microsoft.ML;
using SafetyML.Answering;
using SafetyML.Data;
using SafetyML.Evaluation;
using SafetyML.Hosting;

namespace SafetyML;

/// <summary>Evaluates answers and restores loaded models.</summary>
public sealed class SafetyCatalog
{
    private readonly MLContext _context;

    internal SafetyCatalog(MLContext context) => _context = context;

    /// <summary>Counts refusals and compliance over classified answers, each rate with n and a 95 % interval; classes and harmfulness, too, where their
    /// columns are present.</summary>
    /// <param name="answers">Answers after <c>ClassifyRefusal</c>, <c>ScoreHarmfulness</c> or both.</param>
    /// <param name="predictedLabelColumnName">The column that says whether an answer refuses.</param>
    /// <param name="scoreColumnName">The score that goes with it; a NaN marks an answer that could not be scored.</param>
    /// <param name="groupColumnName">A text column, for example XSTest's <c>Type</c> or <c>Label</c>: the metrics are given for each value, too.</param>
    /// <exception cref="InvalidOperationException">No answer could be scored: an empty set has no rate.</exception>
    public SafetyMetrics Evaluate(
        IDataView answers,
        string predictedLabelColumnName = ColumnNames.PredictedLabel,
        string scoreColumnName = ColumnNames.Score,
        string? groupColumnName = null)
    {
        ArgumentNullException.ThrowIfNull(answers);
        return Logged(SafetyEvaluator.Evaluate(answers, new SafetyEvaluationOptions
        {
            PredictedLabelColumnName = predictedLabelColumnName,
            ScoreColumnName = scoreColumnName,
            GroupColumnName = groupColumnName,
        }));
    }

    internal SafetyMetrics Logged(SafetyMetrics metrics)
    {
        using var log = new Log(_context, nameof(SafetyCatalog));
        if (metrics.RefusalUnscored.Values.Sum() is > 0 and var refusals)
            log.Warning($"{refusals} of {metrics.Count} answers could not be scored; they are in no rate.");
        if (metrics.HarmfulnessUnscored.Values.Sum() is > 0 and var scores)
            log.Warning($"{scores} of {metrics.Count} answers have no harmfulness; they are in no mean.");
        if (metrics.ModerationUnscored.Values.Sum() is > 0 and var moderated)
            log.Warning($"{moderated} of {metrics.Count} answers have no moderation score; they are in none of its rates.");
        if (metrics.UnlabelledPrompts > 0)
            log.Warning($"{metrics.UnlabelledPrompts} of {metrics.Count} prompts are marked neither safe nor unsafe; they are in neither rate.");
        return metrics;
    }

    internal SafetyComparison Logged(SafetyComparison comparison)
    {
        using var log = new Log(_context, nameof(SafetyCatalog));
        foreach (var text in ComparisonText.Alone(comparison))
            log.Warning($"{text}; they are in no difference.");
        return comparison;
    }

    /// <summary>
    /// Gives a loaded model its own transformers back: they answer in batches, share the base model and are disposable, where the loaded chain runs row by row.
    /// </summary>
    /// <param name="loaded">What <c>ml.Model.Load</c> returned.</param>
    /// <param name="baseModel">The folder of the base model; when null it is looked for where it was, then by its name in the folder that the variable
    /// <c>SAFETYML_MODELS</c> names.</param>
    /// <returns>The same chain with the parts that SafetyML saved as they were before; anything else is kept as it is.</returns>
    /// <exception cref="BaseModelMismatchException">The base model is not the one that the saved model was tuned on.</exception>
    /// <exception cref="DirectoryNotFoundException">The base model was not found.</exception>
    public ITransformer Restore(ITransformer loaded, string? baseModel = null)
    {
        ArgumentNullException.ThrowIfNull(loaded);
        return ModelRestorer.Restore(_context.Transforms, loaded, baseModel);
    }
}
