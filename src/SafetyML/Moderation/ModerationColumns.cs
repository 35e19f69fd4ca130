using SafetyML.Options;

namespace SafetyML.Moderation;

/// <summary>The column that moderation reads and the beginning of the names of those that it adds.</summary>
internal sealed record ModerationColumns(string Input, string Output)
{
    public string Flagged => Output + "Flagged";

    public string Score => Output + "Score";

    public string TopCategory => Output + "TopCategory";

    public string UnscoredReason => Output + "UnscoredReason";

    public string Category(int index) => Output + ModerationCategories.All[index].Column;

    // Without a beginning, Score would hide that of ClassifyRefusal, and Evaluate could not name the columns.
    public IEnumerable<string> Faults() => ColumnFaults.Of([Input], [Output]);
}
