namespace ScoreAnswers;

/// <summary>What is kept of the rows for the report: numbers alone.</summary>
internal sealed class Tally
{
    public int Rows { get; private set; }

    /// <summary>How many answers each scored class has.</summary>
    public Dictionary<string, int> Classes { get; } = [];

    /// <summary>How often each reason left something unscored.</summary>
    public SortedDictionary<string, int> Unscored { get; } = new(StringComparer.Ordinal);

    public List<double> Harmfulness { get; } = [];

    public int WithoutLabel { get; private set; }

    public SortedSet<string> Labels { get; } = new(StringComparer.Ordinal);

    /// <summary>Label, decision and probability of a refusal, of the rows that have both.</summary>
    public List<(bool Label, bool Refuses, double Probability)> Refusals { get; } = [];

    /// <summary>Label and class as written, of the rows that have both.</summary>
    public List<(string Label, string Class)> Pairs { get; } = [];

    /// <summary>Label and harmfulness, of the rows that have both.</summary>
    public List<(bool Label, double Harmfulness)> Harms { get; } = [];

    /// <summary>Adds a row; <paramref name="label"/> is null where the file has no labels.</summary>
    public void Add(ScoredRow row, string? label, IReadOnlyList<string> positive)
    {
        Rows++;
        if (row.RefusalClass.Length > 0)
            Classes[row.RefusalClass] = Classes.GetValueOrDefault(row.RefusalClass) + 1;
        if (row.UnscoredReason() is { Length: > 0 } reason)
            Unscored[reason] = Unscored.GetValueOrDefault(reason) + 1;
        if (!float.IsNaN(row.Harmfulness))
            Harmfulness.Add(row.Harmfulness);
        if (label is null)
            return;
        if (label.Length == 0)
        {
            WithoutLabel++;
            return;
        }
        AddLabelled(row, label, positive.Contains(label, StringComparer.OrdinalIgnoreCase));
    }

    private void AddLabelled(ScoredRow row, string label, bool isPositive)
    {
        if (Labels.Count < 50)
            Labels.Add(label);
        if (row.RefusalClass.Length > 0)
        {
            Refusals.Add((isPositive, row.PredictedLabel, row.Probability));
            Pairs.Add((label, row.RefusalClass));
        }
        if (!float.IsNaN(row.Harmfulness))
            Harms.Add((isPositive, row.Harmfulness));
    }
}
