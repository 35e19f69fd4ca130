using Microsoft.ML;
using SafetyML.Hosting;
using SafetyML.LinearText;
using SafetyML.Mapping;
using SafetyML.Options;
using SafetyML.Scoring;

namespace SafetyML.Trainers;

/// <summary>
/// Trains a scorer of answers on labels: a linear model, or a head on an encoder. Rows without a label or without an answer are not learned from; the log
/// counts them. Where the answers are English, a linear model leaves those in other languages unscored: it has learned nothing about them. An encoder may know
/// them and scores all. The same rows in the same order give the same scorer.
/// </summary>
public sealed class ScorerTrainer : IEstimator<TrainedScorerTransformer>
{
    private readonly TransformsCatalog _catalog;
    private readonly ScorerTask _task;
    private readonly TrainerColumns _columns;
    private readonly (float Low, float High) _scale;
    private readonly EncoderHeadOptions? _head;

    internal ScorerTrainer(TransformsCatalog catalog, ScorerTask task, TrainerColumns columns, (float Low, float High) scale, EncoderHeadOptions? head)
    {
        OptionFaults.ThrowIfAny(nameof(head), columns.TrainingFaults(task).Concat(head?.Faults() ?? []));
        (_catalog, _task, _columns, _scale, _head) = (catalog, task, columns, scale, head);
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A column is missing or of another type, a label is outside its classes or scale, or all rows are of one class.</exception>
    public TrainedScorerTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        RequiredColumns.Check(input.Schema, _columns.Texts());
        var label = new LabelColumn(input.Schema, _columns.Label, _task);
        var rows = LabelledReader.Read(input, _columns, label, _task == ScorerTask.Regression ? _scale : null);
        Report(rows);
        var model = _head is null
            ? new TrainedModel(_task, _scale, Linear(rows), null)
            : new TrainedModel(_task, _scale, null, HeadTraining.Train(rows, _task, _head, Format));
        return new TrainedScorerTransformer(_catalog, new TrainedMapping(_columns, rows.Classes, model, _head is null && rows.AreEnglish));
    }

    /// <inheritdoc/>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        // How many classes there are shows only in the data; a shape does not say it.
        string[] classes = _task == ScorerTask.Regression ? [] : ["0", "1"];
        var promised = PromisedSchema.Of(inputSchema, _columns.Texts(), TrainedMapping.OutputsOf(_task, classes), _catalog);
        LabelColumn.Require(inputSchema, _columns.Label, _task);
        return promised;
    }

    private AnswerFormat Format => _columns.Prompt is null ? AnswerFormat.Answer : _task == ScorerTask.Regression ? AnswerFormat.Transcript : AnswerFormat.Pair;

    private LinearTextModel Linear(LabelledAnswers rows) => _task == ScorerTask.Regression
        ? OwnLabels.Number([.. rows.Answers.Select((row, index) => (row.Prompt, row.Answer, rows.Labels[index]))], _scale.Low, _scale.High)
        : OwnLabels.Classes([.. rows.Answers.Select((row, index) => (row.Prompt, row.Answer, (int)rows.Labels[index]))], rows.Classes);

    private void Report(LabelledAnswers rows)
    {
        if (rows.WithoutLabel + rows.WithoutAnswer == 0)
            return;
        using var log = new Log(CatalogEnvironment.Of(_catalog), nameof(ScorerTrainer));
        var first = rows.FirstWithoutLabel > 0 ? $" (the first is row {rows.FirstWithoutLabel})" : "";
        log.Warning($"{rows.WithoutLabel} rows have no label in column '{_columns.Label}'{first} and {rows.WithoutAnswer} have no answer; "
            + $"{rows.Answers.Count} rows are learned from.");
    }
}
