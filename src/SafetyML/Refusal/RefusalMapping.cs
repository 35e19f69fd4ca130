using SafetyML.Mapping;
using SafetyML.Scoring;

namespace SafetyML.Refusal;

/// <summary>Answers in, refusal scores out; an answer that says nothing is unscored.</summary>
internal sealed class RefusalMapping(RefusalColumns columns, RefusalJudge judge, IRefusalDetector detector) : IRowMapping<RefusalScore>, IDisposable
{
    private volatile bool _disposed;

    public RefusalColumns Columns => columns;

    public IReadOnlyList<InputColumn> Inputs { get; } = InputsOf(columns);

    public IReadOnlyList<OutputColumn<RefusalScore>> Outputs { get; } = OutputsOf(columns);

    public int BatchSize => detector.BatchSize;

    public static IReadOnlyList<InputColumn> InputsOf(RefusalColumns columns) =>
        columns.Prompt is null ? [new(columns.Input)] : [new(columns.Input), new(columns.Prompt)];

    public static IReadOnlyList<OutputColumn<RefusalScore>> OutputsOf(RefusalColumns columns) =>
    [
        OutputColumn<RefusalScore>.Boolean(columns.PredictedLabel, score => score.IsRefusal),
        OutputColumn<RefusalScore>.Single(columns.Score, score => score.Score),
        OutputColumn<RefusalScore>.Single(columns.Probability, score => score.Probability),
        OutputColumn<RefusalScore>.Text(columns.Class, score => score.ClassName.AsMemory()),
        OutputColumn<RefusalScore>.Text(columns.Evidence, score => score.Evidence),
        OutputColumn<RefusalScore>.Text(columns.UnscoredReason, score => score.UnscoredReason.AsMemory()),
        .. columns.ClassKey is not { } key ? [] : (OutputColumn<RefusalScore>[])
            [OutputColumn<RefusalScore>.Key(key, RefusalClassNames.All, score => score.IsScored ? (uint)score.Class + 1 : 0)],
        .. columns.ClassScores is not { } scores ? [] : (OutputColumn<RefusalScore>[])
            [OutputColumn<RefusalScore>.Vector(scores, RefusalClassNames.All, score => score.ClassScores())],
    ];

    public IReadOnlyList<RefusalScore> Map(IReadOnlyList<string[]> rows)
    {
        ThrowIfDisposed();
        return ScorableRows.Map(rows, detector.IsEnglishOnly, detector.Score, RefusalScore.Unscored);
    }

    public RefusalState ToState()
    {
        ThrowIfDisposed();
        var encoder = detector as EncoderDetector;
        return new RefusalState { Columns = columns, Judge = judge, Encoder = encoder?.Scorer.ToState(), LabelClasses = encoder?.LabelClasses?.ToDictionary() };
    }

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, typeof(RefusalTransformer));

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        detector.Dispose();
    }
}
