namespace SafetyML.Torch.Training;

/// <summary>
/// Rows one after another on one token axis, without padding. Tokens that all rows begin with stand at the front, once:
/// <code>prefix | rest of row 0 | rest of row 1 | …</code>
/// Every place that predicts a labelled token is a loss row; a place inside the prefix counts once for each row that labels it.
/// </summary>
internal sealed class PackedRows
{
    private readonly List<long> ids = [];
    private readonly List<long> positions = [];
    private readonly List<long> lossRows = [];
    private readonly List<long> targets = [];
    private readonly List<float> weights = [];

    private PackedRows(IReadOnlyList<TrainingExample> rows)
    {
        PrefixLength = SharedPrefix(rows);
        RowLengths = [.. rows.Select(row => row.Ids.Length - PrefixLength)];
        AddPrefix(rows);
        foreach (var row in rows)
            AddRest(row);
    }

    /// <summary>Tokens shared by all rows; 0 for a single row.</summary>
    public int PrefixLength { get; }

    /// <summary>Tokens of each row after the prefix, at least one.</summary>
    public int[] RowLengths { get; }

    /// <summary>Token ids of the packed axis.</summary>
    public long[] Ids => [.. ids];

    /// <summary>Position of each token within its own row.</summary>
    public long[] Positions => [.. positions];

    /// <summary>Places on the packed axis whose next token is labelled.</summary>
    public long[] LossRows => [.. lossRows];

    /// <summary>The labelled token for each of <see cref="LossRows"/>.</summary>
    public long[] Targets => [.. targets];

    /// <summary>Number of rows that each of <see cref="LossRows"/> stands for.</summary>
    public float[] Weights => [.. weights];

    public static PackedRows Pack(IReadOnlyList<TrainingExample> rows) => new(rows);

    /// <summary>Length of the longest common start that leaves every row a token of its own.</summary>
    public static int SharedPrefix(IReadOnlyList<TrainingExample> rows) => rows.Count < 2
        ? 0
        : rows.Skip(1).Min(row => SharedPrefix(rows[0].Ids, row.Ids));

    /// <inheritdoc cref="SharedPrefix(IReadOnlyList{TrainingExample})"/>
    public static int SharedPrefix(int[] first, int[] second) =>
        Math.Min(first.AsSpan().CommonPrefixLength(second), Math.Min(first.Length, second.Length) - 1);

    private void AddPrefix(IReadOnlyList<TrainingExample> rows)
    {
        for (var at = 0; at < PrefixLength; at++)
        {
            ids.Add(rows[0].Ids[at]);
            positions.Add(at);
            var count = at + 1 < PrefixLength ? rows.Count(row => row.Labels[at + 1] != TrainingExample.IgnoreIndex) : 0;
            if (count > 0)
                AddLoss(at, rows[0].Ids[at + 1], count);
        }
    }

    private void AddRest(TrainingExample row)
    {
        var shift = ids.Count - PrefixLength;
        // The last prefix token predicts the first token of every row.
        if (PrefixLength > 0 && row.Labels[PrefixLength] != TrainingExample.IgnoreIndex)
            AddLoss(PrefixLength - 1, row.Labels[PrefixLength], 1);
        for (var at = PrefixLength; at < row.Ids.Length; at++)
        {
            ids.Add(row.Ids[at]);
            positions.Add(at);
            if (at + 1 < row.Ids.Length && row.Labels[at + 1] != TrainingExample.IgnoreIndex)
                AddLoss(shift + at, row.Labels[at + 1], 1);
        }
    }

    private void AddLoss(int place, int target, int weight)
    {
        lossRows.Add(place);
        targets.Add(target);
        weights.Add(weight);
    }
}
