namespace SafetyML.LinearText;

/// <summary>The features of one training text: indices and values of the same length.</summary>
internal sealed record SparseRow(int[] Indices, float[] Values)
{
    /// <summary>This row without <paramref name="other"/>.</summary>
    public SparseRow Minus(SparseRow other)
    {
        var difference = new SortedDictionary<int, float>();
        for (var i = 0; i < Indices.Length; i++)
            difference[Indices[i]] = difference.GetValueOrDefault(Indices[i]) + Values[i];
        for (var i = 0; i < other.Indices.Length; i++)
            difference[other.Indices[i]] = difference.GetValueOrDefault(other.Indices[i]) - other.Values[i];
        var kept = difference.Where(entry => entry.Value != 0).ToArray();
        return new SparseRow([.. kept.Select(entry => entry.Key)], [.. kept.Select(entry => entry.Value)]);
    }
}
