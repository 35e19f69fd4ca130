using SafetyML.Mapping;

namespace SafetyML.Refusal;

/// <summary>Scores answers one by one; cheap, so nothing is read ahead.</summary>
internal sealed class RefusalMapping(RefusalColumns columns, IRefusalDetector detector) : IRowMapping<RefusalScore>
{
    public RefusalColumns Columns => columns;

    public IReadOnlyList<InputColumn> Inputs { get; } = [new(columns.Input)];

    public IReadOnlyList<OutputColumn<RefusalScore>> Outputs { get; } =
    [
        OutputColumn<RefusalScore>.Boolean(columns.PredictedLabel, score => score.IsRefusal),
        OutputColumn<RefusalScore>.Single(columns.Score, score => score.Score),
        OutputColumn<RefusalScore>.Single(columns.Probability, score => score.Probability),
        OutputColumn<RefusalScore>.Text(columns.Evidence, score => score.Evidence),
    ];

    public int BatchSize => 1;

    public IReadOnlyList<RefusalScore> Map(IReadOnlyList<string[]> rows) => [.. rows.Select(row => detector.Score(row[0]))];
}
