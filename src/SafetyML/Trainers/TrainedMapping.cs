using SafetyML.Data;
using SafetyML.LinearText;
using SafetyML.Mapping;
using SafetyML.Scoring;

namespace SafetyML.Trainers;

/// <summary>Answers in, the standard columns of ML.NET's trainers out.</summary>
internal sealed class TrainedMapping(TrainerColumns columns, IReadOnlyList<string> classes, TrainedModel model, bool englishOnly) : IRowMapping<TrainedScore>, IDisposable
{
    private volatile bool _disposed;

    public TrainedModel Model => model;

    public IReadOnlyList<string> Classes => classes;

    public IReadOnlyList<InputColumn> Inputs { get; } = columns.Texts();

    public IReadOnlyList<OutputColumn<TrainedScore>> Outputs { get; } = OutputsOf(model.Task, classes);

    public int BatchSize => model.BatchSize;

    /// <summary>The names of the columns that are added.</summary>
    public static IReadOnlyList<string> NamesOf(ScorerTask task) => task switch
    {
        ScorerTask.Binary => [ColumnNames.PredictedLabel, ColumnNames.Score, ColumnNames.Probability, ReasonOf(task)],
        ScorerTask.Multiclass => [ColumnNames.PredictedLabel, ColumnNames.Score, ReasonOf(task)],
        _ => [ColumnNames.Score, ReasonOf(task)],
    };

    /// <summary>The column that says why an answer has no score; it has the name that <c>ClassifyRefusal</c> and <c>ScoreHarmfulness</c> give theirs.</summary>
    public static string ReasonOf(ScorerTask task) =>
        task == ScorerTask.Regression ? ColumnNames.HarmfulnessUnscoredReason : ColumnNames.RefusalUnscoredReason;

    public static IReadOnlyList<OutputColumn<TrainedScore>> OutputsOf(ScorerTask task, IReadOnlyList<string> classes) =>
        [.. ScoresOf(task, classes), OutputColumn<TrainedScore>.Text(ReasonOf(task), score => score.UnscoredReason)];

    private static OutputColumn<TrainedScore>[] ScoresOf(ScorerTask task, IReadOnlyList<string> classes) => task switch
    {
        ScorerTask.Binary =>
        [
            OutputColumn<TrainedScore>.Boolean(ColumnNames.PredictedLabel, score => score.Probability > 0.5f),
            OutputColumn<TrainedScore>.Single(ColumnNames.Score, score => score.LogOdds),
            OutputColumn<TrainedScore>.Single(ColumnNames.Probability, score => score.Probability),
        ],
        ScorerTask.Multiclass =>
        [
            OutputColumn<TrainedScore>.Key(ColumnNames.PredictedLabel, classes, score => score.Key),
            OutputColumn<TrainedScore>.Vector(ColumnNames.Score, classes, score => score.Values),
        ],
        _ => [OutputColumn<TrainedScore>.Single(ColumnNames.Score, score => score.Values[0])],
    };

    public IReadOnlyList<TrainedScore> Map(IReadOnlyList<string[]> rows)
    {
        ThrowIfDisposed();
        var nothing = new float[Math.Max(1, classes.Count)];
        Array.Fill(nothing, float.NaN);
        return ScorableRows.Map(rows, englishOnly, model.Score, reason => new TrainedScore(nothing, reason));
    }

    public TrainedState ToState()
    {
        ThrowIfDisposed();
        return new TrainedState
        {
            Task = model.Task,
            Columns = columns,
            Classes = [.. classes],
            EnglishOnly = englishOnly,
            Low = model.Scale.Low,
            High = model.Scale.High,
            Linear = model.Linear is null ? null : LinearTextFile.Write(model.Linear),
            Encoder = model.Encoder?.ToState(),
        };
    }

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, typeof(TrainedScorerTransformer));

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        model.Dispose();
    }
}
