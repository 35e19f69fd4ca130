namespace SafetyML.Statistics;

/// <summary>Counts by label (row) and decision (column) over the same classes.</summary>
internal sealed class ClassCounts
{
    private readonly int[,] _counts;

    public ClassCounts(int[,] counts)
    {
        if (counts.GetLength(0) != counts.GetLength(1))
            throw new ArgumentException($"A table of {counts.GetLength(0)} × {counts.GetLength(1)} classes is not square.");
        _counts = counts;
        Count = counts.Cast<int>().Sum();
        Samples.RequireSome(Count, "rows in the table");
    }

    public int Classes => _counts.GetLength(0);

    public int Count { get; }

    public int this[int label, int prediction] => _counts[label, prediction];

    public int Hits => Range.Sum(i => _counts[i, i]);

    public double Accuracy => (double)Hits / Count;

    /// <summary>The mean of each class's recall; NaN where a class has no label.</summary>
    public double MacroRecall => Range.Average(i => (double)_counts[i, i] / Row(i));

    /// <summary>The mean of each class's F1; NaN where a class is in neither.</summary>
    public double MacroF1 => Range.Average(i => 2.0 * _counts[i, i] / (Row(i) + Column(i)));

    private IEnumerable<int> Range => Enumerable.Range(0, Classes);

    public static ClassCounts Of(ReadOnlySpan<int> labels, ReadOnlySpan<int> predictions, int classes)
    {
        Samples.RequirePairs(labels.Length, predictions.Length);
        var counts = new int[classes, classes];
        for (var i = 0; i < labels.Length; i++)
            counts[labels[i], predictions[i]]++;
        return new(counts);
    }

    public int Row(int label) => Range.Sum(j => _counts[label, j]);

    public int Column(int prediction) => Range.Sum(i => _counts[i, prediction]);
}
