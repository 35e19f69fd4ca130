namespace Microsoft.ML.Data;

/// <summary>Compares predicted numbers with true ones.</summary>
internal static class RegressionEvaluator
{
    public static RegressionMetrics Evaluate(IDataView data, string label, string score)
    {
        var labels = RoleColumns.Find(data, "Label", label, "Single", type => type == NumberDataViewType.Single);
        var scores = RoleColumns.Find(data, "Score", score, "Single", type => type == NumberDataViewType.Single);
        using var cursor = data.GetRowCursor(labels, scores);
        var (readLabel, readScore) = (RoleColumns.Values<float>(cursor, labels), RoleColumns.Values<float>(cursor, scores));
        double rows = 0, absolute = 0, squared = 0, loss = 0, sum = 0, sumOfSquares = 0;
        while (cursor.MoveNext())
        {
            var (truth, predicted) = (readLabel(), readScore());
            if (float.IsNaN(truth) || float.IsNaN(predicted))
                continue;
            var error = Math.Abs((double)truth - predicted);
            rows++;
            absolute += error;
            squared += error * error;
            loss += (predicted - truth) * (predicted - truth);
            sum += truth;
            sumOfSquares += truth * truth;
        }

        if (rows == 0)
            return new RegressionMetrics(0, 0, 0, 0);
        var variation = sumOfSquares - (sum * sum / rows);
        return new RegressionMetrics(absolute / rows, squared / rows, loss / rows, variation == 0 ? double.NaN : 1 - (squared / variation));
    }
}
