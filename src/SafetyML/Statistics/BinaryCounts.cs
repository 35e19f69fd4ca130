namespace SafetyML.Statistics;

/// <summary>How a decision agrees with labels, row by row. A share of nothing is NaN.</summary>
internal readonly record struct BinaryCounts(int TruePositives, int FalseNegatives, int FalsePositives, int TrueNegatives)
{
    public int Count => TruePositives + FalseNegatives + FalsePositives + TrueNegatives;

    public int Positives => TruePositives + FalseNegatives;

    public int Negatives => FalsePositives + TrueNegatives;

    public int PredictedPositives => TruePositives + FalsePositives;

    public double Accuracy => (double)(TruePositives + TrueNegatives) / Count;

    public double Precision => (double)TruePositives / PredictedPositives;

    public double Recall => (double)TruePositives / Positives;

    public double Specificity => (double)TrueNegatives / Negatives;

    public double BalancedAccuracy => (Recall + Specificity) / 2;

    public double F1 => 2.0 * TruePositives / (2.0 * TruePositives + FalsePositives + FalseNegatives);

    /// <summary>The correlation of label and decision (Matthews, 1975).</summary>
    public double Matthews =>
        ((double)TruePositives * TrueNegatives - (double)FalsePositives * FalseNegatives)
        / Math.Sqrt((double)PredictedPositives * Positives * Negatives * (TrueNegatives + FalseNegatives));

    /// <summary>F1 = 2J / (1 + J) rises with J = TP / (TP + FP + FN), a proportion: its Wilson interval, carried over.</summary>
    public Interval F1Interval
    {
        get
        {
            if (Count == TrueNegatives)
                return Interval.None;
            var (low, high) = Wilson.Of(TruePositives, Count - TrueNegatives);
            return new(2 * low / (1 + low), 2 * high / (1 + high));
        }
    }

    public static BinaryCounts Of(ReadOnlySpan<bool> labels, ReadOnlySpan<bool> predictions)
    {
        Samples.RequirePairs(labels.Length, predictions.Length);
        var counts = new int[4];
        for (var i = 0; i < labels.Length; i++)
            counts[(labels[i] ? 0 : 2) + (labels[i] == predictions[i] ? 0 : 1)]++;
        return new(counts[0], counts[1], counts[3], counts[2]);
    }

    public ClassCounts ToClasses() => new(new int[,] { { TrueNegatives, FalsePositives }, { FalseNegatives, TruePositives } });
}
