namespace SafetyML.LinearText;

/// <summary>Weights of a linear model: <see cref="Outputs"/> numbers for each feature, one feature after the other, and a bias for each output.</summary>
internal sealed record LinearWeights(int Outputs, double[] Values, double[] Bias)
{
    /// <summary>The scores of a row, before any link function.</summary>
    public double[] Score(SparseRow row)
    {
        var scores = Bias.ToArray();
        for (var i = 0; i < row.Indices.Length; i++)
            for (var output = 0; output < Outputs; output++)
                scores[output] += row.Values[i] * Values[row.Indices[i] * Outputs + output];
        return scores;
    }
}
