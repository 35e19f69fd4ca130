using SafetyML.Mapping;

namespace SafetyML.Moderation;

/// <summary>Text in, moderation scores out, a batch at a time.</summary>
internal sealed class ModerationMapping(ModerationColumns columns, ModerationOptions options, Moderator moderator) : IRowMapping<ModerationScore>
{
    public ModerationState State => new(columns, options);

    public IReadOnlyList<InputColumn> Inputs { get; } = InputsOf(columns);

    public IReadOnlyList<OutputColumn<ModerationScore>> Outputs { get; } = OutputsOf(columns);

    public int BatchSize => options.BatchSize;

    public static IReadOnlyList<InputColumn> InputsOf(ModerationColumns columns) => [new(columns.Input)];

    public static IReadOnlyList<OutputColumn<ModerationScore>> OutputsOf(ModerationColumns columns) =>
    [
        OutputColumn<ModerationScore>.Boolean(columns.Flagged, score => score.IsFlagged),
        OutputColumn<ModerationScore>.Single(columns.Score, score => score.Highest),
        .. ModerationCategories.All.Select((_, index) => OutputColumn<ModerationScore>.Single(columns.Category(index), score => score.Categories[index])),
        OutputColumn<ModerationScore>.Text(columns.TopCategory, score => score.TopCategory),
        OutputColumn<ModerationScore>.Text(columns.UnscoredReason, score => score.UnscoredReason),
    ];

    public IReadOnlyList<ModerationScore> Map(IReadOnlyList<string[]> rows) => moderator.Moderate([.. rows.Select(row => row[0])]);
}
