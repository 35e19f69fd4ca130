using SafetyML.Mapping;
using SafetyML.Scoring;

namespace SafetyML.Harmfulness;

/// <summary>Answers in, harmfulness out; an answer that says nothing is unscored.</summary>
internal sealed class HarmfulnessMapping(HarmfulnessColumns columns, IHarmfulnessScorer scorer) : IRowMapping<HarmfulnessScore>, IDisposable
{
    private volatile bool _disposed;

    public IReadOnlyList<InputColumn> Inputs { get; } = columns.Inputs();

    public IReadOnlyList<OutputColumn<HarmfulnessScore>> Outputs { get; } = OutputsOf(columns);

    public int BatchSize => scorer.BatchSize;

    public static IReadOnlyList<OutputColumn<HarmfulnessScore>> OutputsOf(HarmfulnessColumns columns) =>
    [
        OutputColumn<HarmfulnessScore>.Single(columns.Output, score => score.Value),
        OutputColumn<HarmfulnessScore>.Text(columns.Evidence, score => score.Evidence),
        OutputColumn<HarmfulnessScore>.Text(columns.UnscoredReason, score => score.UnscoredReason.AsMemory()),
    ];

    public IReadOnlyList<HarmfulnessScore> Map(IReadOnlyList<string[]> rows)
    {
        ThrowIfDisposed();
        return ScorableRows.Map(rows, scorer.IsEnglishOnly, scorer.Score, HarmfulnessScore.Unscored);
    }

    public HarmfulnessState ToState()
    {
        ThrowIfDisposed();
        return new HarmfulnessState(columns, (scorer as EncoderHarmfulness)?.Scorer.ToState());
    }

    public void ThrowIfDisposed() => ObjectDisposedException.ThrowIf(_disposed, typeof(HarmfulnessTransformer));

    public void Dispose()
    {
        if (_disposed)
            return;
        _disposed = true;
        scorer.Dispose();
    }
}
