namespace SafetyML.LinearText;

/// <summary>
/// Fits logistic (one output) or multinomial (more) regression with an L2 penalty by L-BFGS. The same rows in the same order give the same weights, bit for bit.
/// </summary>
internal static class LinearTrainer
{
    private const double Tolerance = 1e-4;

    /// <summary>Fits <paramref name="rows"/>. <paramref name="penalty"/> is the weight of half the squared weights against the mean loss; the bias is free.</summary>
    /// <param name="rows">The rows; at least one.</param>
    /// <param name="size">The number of features.</param>
    /// <param name="outputs">1, or the number of classes.</param>
    /// <param name="penalty">Above 0.</param>
    /// <param name="minimumRows">A feature that fewer rows have is left out.</param>
    /// <param name="iterations">The most steps.</param>
    public static LinearWeights Fit(IReadOnlyList<LinearRow> rows, int size, int outputs, double penalty, int minimumRows = 2, int iterations = 150)
    {
        var (index, used) = Used(rows, size, minimumRows);
        var compact = rows.Select(row => Compact(row, index)).ToArray();
        var point = new double[(used.Count + 1) * outputs];
        var total = rows.Sum(row => row.Weight);
        Lbfgs.Minimize((at, gradient) => Loss(compact, at, gradient, outputs, penalty, total), point, iterations, Tolerance);
        var values = new double[outputs * size];
        for (var i = 0; i < used.Count; i++)
            for (var output = 0; output < outputs; output++)
                values[used[i] * outputs + output] = point[i * outputs + output];
        return new LinearWeights(outputs, values, [.. point.TakeLast(outputs)]);
    }

    private static (int[] Index, List<int> Used) Used(IReadOnlyList<LinearRow> rows, int size, int minimumRows)
    {
        var counts = new int[size];
        foreach (var row in rows)
            foreach (var feature in row.Features.Indices)
                counts[feature]++;
        var index = new int[counts.Length];
        List<int> used = [];
        for (var feature = 0; feature < counts.Length; feature++)
        {
            index[feature] = counts[feature] >= minimumRows ? used.Count : -1;
            if (index[feature] >= 0)
                used.Add(feature);
        }
        return (index, used);
    }

    private static LinearRow Compact(LinearRow row, int[] index)
    {
        var kept = Enumerable.Range(0, row.Features.Indices.Length).Where(i => index[row.Features.Indices[i]] >= 0).ToArray();
        var features = new SparseRow([.. kept.Select(i => index[row.Features.Indices[i]])], [.. kept.Select(i => row.Features.Values[i])]);
        return row with { Features = features };
    }

    private static double Loss(LinearRow[] rows, double[] point, double[] gradient, int outputs, double penalty, double total)
    {
        Array.Clear(gradient);
        var bias = point.Length - outputs;
        var scores = new double[outputs];
        var loss = 0.0;
        foreach (var row in rows)
        {
            var (indices, values) = (row.Features.Indices, row.Features.Values);
            for (var output = 0; output < outputs; output++)
                scores[output] = row.IsPair ? 0 : point[bias + output];
            for (var i = 0; i < indices.Length; i++)
                for (var output = 0; output < outputs; output++)
                    scores[output] += values[i] * point[indices[i] * outputs + output];
            loss += row.Weight * (outputs == 1 ? Logistic(scores, row.Target) : Softmax(scores, row.Target));
            var factor = row.Weight / total;
            for (var i = 0; i < indices.Length; i++)
                for (var output = 0; output < outputs; output++)
                    gradient[indices[i] * outputs + output] += factor * values[i] * scores[output];
            for (var output = 0; output < outputs && !row.IsPair; output++)
                gradient[bias + output] += factor * scores[output];
        }
        return loss / total + Penalize(point, gradient, bias, penalty);
    }

    private static double Penalize(double[] point, double[] gradient, int weights, double penalty)
    {
        var sum = 0.0;
        for (var i = 0; i < weights; i++)
        {
            sum += point[i] * point[i];
            gradient[i] += penalty * point[i];
        }
        return penalty / 2 * sum;
    }

    /// <summary>The cross-entropy; leaves in <paramref name="scores"/> its derivative.</summary>
    private static double Logistic(double[] scores, double[] target)
    {
        var (score, wanted) = (scores[0], target[0]);
        scores[0] = 1 / (1 + Math.Exp(-score)) - wanted;
        return Math.Max(score, 0) - score * wanted + Math.Log(1 + Math.Exp(-Math.Abs(score)));
    }

    private static double Softmax(double[] scores, double[] target)
    {
        var largest = scores.Max();
        var sum = 0.0;
        foreach (var score in scores)
            sum += Math.Exp(score - largest);
        var loss = 0.0;
        for (var output = 0; output < scores.Length; output++)
        {
            var logarithm = scores[output] - largest - Math.Log(sum);
            loss -= target[output] * logarithm;
            scores[output] = Math.Exp(logarithm) - target[output];
        }
        return loss;
    }
}
