using Microsoft.ML.Runtime;

namespace Microsoft.ML.Data;

/// <summary>Areas under the curves that a falling threshold draws.</summary>
internal static class AreaUnderCurve
{
    /// <summary>The chance that a positive row scores higher than a negative one, ties counted half.</summary>
    public static double Roc(IReadOnlyCollection<(float Score, bool IsPositive)> rows)
    {
        double positives = rows.Count(row => row.IsPositive);
        var negatives = rows.Count - positives;
        Check.Param(positives > 0, "PosSample", "AUC is not defined when there is no positive class in the data");
        Check.Param(negatives > 0, "NegSample", "AUC is not defined when there is no negative class in the data");
        double above = 0, pairs = 0;
        foreach (var tied in rows.GroupBy(row => row.Score).OrderByDescending(group => group.Key))
        {
            double tiedPositives = tied.Count(row => row.IsPositive);
            pairs += (tied.Count() - tiedPositives) * (above + (tiedPositives / 2));
            above += tiedPositives;
        }

        return pairs / (positives * negatives);
    }

    /// <summary>The area under precision over recall by trapezoids, row after row from the highest score.</summary>
    public static double PrecisionRecall(IReadOnlyCollection<(float Score, bool IsPositive)> rows)
    {
        double positives = rows.Count(row => row.IsPositive);
        double area = 0, found = 0, seen = 0, precision = 1;
        foreach (var (_, isPositive) in rows.OrderByDescending(row => row.Score))
        {
            seen++;
            var previous = precision;
            if (isPositive)
                found++;
            precision = found / seen;
            if (isPositive)
                area += (previous + precision) / 2 / positives;
        }

        return area;
    }
}
