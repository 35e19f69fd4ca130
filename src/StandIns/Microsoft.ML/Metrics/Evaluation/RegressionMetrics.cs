namespace Microsoft.ML.Data;

/// <summary>How far predicted numbers are from the true ones; lower is better but for <see cref="RSquared"/>.</summary>
public sealed class RegressionMetrics
{
    internal RegressionMetrics(double meanAbsoluteError, double meanSquaredError, double lossFunction, double rSquared)
    {
        MeanAbsoluteError = meanAbsoluteError;
        MeanSquaredError = meanSquaredError;
        LossFunction = lossFunction;
        RSquared = rSquared;
    }

    public double MeanAbsoluteError { get; }

    public double MeanSquaredError { get; }

    public double RootMeanSquaredError => Math.Sqrt(MeanSquaredError);

    /// <summary>The mean of the squared loss.</summary>
    public double LossFunction { get; }

    /// <summary>1 minus the part of the labels' variance that is left; NaN where the labels do not vary.</summary>
    public double RSquared { get; }
}
