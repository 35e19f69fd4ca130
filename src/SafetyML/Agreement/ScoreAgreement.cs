using SafetyML.Statistics;
using static System.FormattableString;

namespace SafetyML.Agreement;

/// <summary>How scores agree with people's numbers on the same scale, for example harmfulness from 0 to 4.</summary>
public sealed record ScoreAgreement
{
    internal ScoreAgreement(double[] labels, double[] scores, int unscored, int unlabelled)
    {
        (Count, Unscored, Unlabelled) = (labels.Length, unscored, unlabelled);
        MeanAbsoluteError = Regression.MeanAbsoluteError(labels, scores);
        RootMeanSquaredError = Regression.RootMeanSquaredError(labels, scores);
        RSquared = Defined(Regression.RSquared(labels, scores));
        Pearson = Defined(Regression.Pearson(labels, scores));
        Spearman = Defined(Regression.Spearman(labels, scores));
    }

    /// <summary>The labelled rows that were scored (n).</summary>
    public int Count { get; }

    /// <summary>The labelled rows that could not be scored; they are in no measure.</summary>
    public int Unscored { get; }

    /// <summary>The rows whose label is NaN; they are in no measure.</summary>
    public int Unlabelled { get; }

    /// <summary>The mean distance, in the unit of the score; 0 is best.</summary>
    public double MeanAbsoluteError { get; }

    /// <summary>The root of the mean square distance, in the unit of the score; 0 is best.</summary>
    public double RootMeanSquaredError { get; }

    /// <summary>The part of the labels' variance that the scores explain, 1 at most; null where all labels are equal.</summary>
    public double? RSquared { get; }

    /// <summary>The linear correlation, −1 to 1; null where one side is constant.</summary>
    public double? Pearson { get; }

    /// <summary>The correlation of ranks, −1 to 1; null where one side is constant.</summary>
    public double? Spearman { get; }

    /// <summary>The measures on one line.</summary>
    public override string ToString() =>
        Invariant($"MAE {MeanAbsoluteError:0.000}, RMSE {RootMeanSquaredError:0.000}, R² {RSquared:0.000}, Pearson {Pearson:0.000}, ")
        + Invariant($"Spearman {Spearman:0.000}, n={Count}");

    private static double? Defined(double value) => double.IsNaN(value) ? null : value;
}
