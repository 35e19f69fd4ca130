namespace Microsoft.ML.Data;

/// <summary>What multiclass metrics are computed from.</summary>
internal sealed class MulticlassCounts(IReadOnlyList<string> classNames)
{
    private const float SmallestProbability = 1e-15f;

    public IReadOnlyList<string> ClassNames { get; } = classNames;

    public double Rows { get; private set; }

    public double LogLossOfAll { get; private set; }

    public double[] RowsOfClass { get; } = new double[classNames.Count];

    public double[] LogLossOfClass { get; } = new double[classNames.Count];

    /// <summary>Rows by the rank of the true class; the last is for classes without a score.</summary>
    public double[] RowsOfRank { get; } = new double[classNames.Count + 1];

    /// <summary>Rows by true class, then by predicted class.</summary>
    public double[][] Confusion { get; } = [.. classNames.Select(_ => new double[classNames.Count])];

    public double MacroAccuracy
    {
        get
        {
            var shares = RowsOfClass.Select((rows, i) => Confusion[i][i] / rows).Where(share => !double.IsNaN(share)).ToList();
            return shares.Count > 0 ? shares.Average() : 0;
        }
    }

    /// <summary>The log-loss of always giving the shares of the classes.</summary>
    public double Entropy => -RowsOfClass.Where(rows => rows != 0).Sum(rows => rows * Math.Log(rows / Rows)) / Rows;

    /// <summary>Adds a row; of equal scores the first ranks highest.</summary>
    public void Add(float label, float[] scores)
    {
        if (float.IsNaN(label) || label < 0 || label != (int)label || !scores.All(float.IsFinite))
            return;
        var truth = (int)label;
        var isKnown = truth < scores.Length;
        var probability = isKnown ? scores[truth] : 0;
        var loss = -Math.Log(Math.Clamp(probability, SmallestProbability, 1));
        Rows++;
        LogLossOfAll += loss;
        RowsOfRank[scores.Where((score, i) => score > probability || (score == probability && i < truth)).Count()]++;
        if (!isKnown)
            return;
        RowsOfClass[truth]++;
        LogLossOfClass[truth] += loss;
        Confusion[truth][Array.IndexOf(scores, scores.Max())]++;
    }
}
