namespace SafetyML.Evaluation;

/// <summary>Counts rows that could not be scored, by reason.</summary>
internal sealed class FaultCounter
{
    private readonly SortedDictionary<string, int> _counts = new(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, int> Counts => _counts;

    public int Total => _counts.Values.Sum();

    public void Add(string fault) => _counts[fault] = _counts.GetValueOrDefault(fault) + 1;
}
