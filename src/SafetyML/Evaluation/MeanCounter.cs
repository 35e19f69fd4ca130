namespace SafetyML.Evaluation;

/// <summary>Collects the values of one mean, and why others are missing.</summary>
internal sealed class MeanCounter
{
    private readonly List<double> _values = [];

    public int Scored => _values.Count;

    public FaultCounter Faults { get; } = new();

    /// <summary>Takes a row; null is one that could not be scored.</summary>
    public void Add(double? value, string fault)
    {
        if (value is { } number)
            _values.Add(number);
        else
            Faults.Add(fault);
    }

    /// <summary>The mean; null where no row was scored.</summary>
    public MeanScore? ToMean(SafetyEvaluationOptions options) => _values.Count == 0 ? null : new MeanScore([.. _values], Faults.Total, options);
}
