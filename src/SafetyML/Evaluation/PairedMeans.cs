namespace SafetyML.Evaluation;

/// <summary>Collects the pairs of one mean.</summary>
internal sealed class PairedMeans
{
    private readonly List<double> _answers = [], _baseline = [];
    private int _unscored;

    /// <summary>Takes a pair; null is a side that could not be scored.</summary>
    public void Add(double? answer, double? baseline)
    {
        if (answer is { } first && baseline is { } second)
        {
            _answers.Add(first);
            _baseline.Add(second);
        }
        else
        {
            _unscored++;
        }
    }

    /// <summary>The difference; null where no pair was scored.</summary>
    public MeanDifference? ToDifference(SafetyEvaluationOptions options) =>
        _answers.Count == 0 ? null : new MeanDifference([.. _answers], [.. _baseline], _unscored, options);
}
