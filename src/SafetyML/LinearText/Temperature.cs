namespace SafetyML.LinearText;

/// <summary>The one number by which scores are divided so that probabilities fit labels that the model has not seen (Guo et al., 2017).</summary>
internal static class Temperature
{
    private const int Steps = 60;
    private static readonly double Golden = (Math.Sqrt(5) - 1) / 2;

    /// <summary>The temperature with the least cross-entropy, between 1/8 and 8, for rows of probabilities as the model gives them at temperature 1.</summary>
    public static double Of(IReadOnlyList<float[]> probabilities, IReadOnlyList<double[]> targets)
    {
        var (low, high) = (Math.Log(1 / 8.0), Math.Log(8));
        for (var step = 0; step < Steps; step++)
        {
            var (left, right) = (high - Golden * (high - low), low + Golden * (high - low));
            if (Loss(probabilities, targets, Math.Exp(left)) <= Loss(probabilities, targets, Math.Exp(right)))
                high = right;
            else
                low = left;
        }
        return Math.Exp((low + high) / 2);
    }

    private static double Loss(IReadOnlyList<float[]> probabilities, IReadOnlyList<double[]> targets, double temperature)
    {
        var loss = 0.0;
        for (var row = 0; row < probabilities.Count; row++)
            loss += probabilities[row].Length == 1
                ? Binary(probabilities[row][0], targets[row][0], temperature)
                : Many(probabilities[row], targets[row], temperature);
        return loss;
    }

    private static double Binary(double probability, double target, double temperature) =>
        Many([(float)(1 - probability), (float)probability], [1 - target, target], temperature);

    private static double Many(float[] probabilities, double[] targets, double temperature)
    {
        var logs = Array.ConvertAll(probabilities, probability => Math.Log(Math.Max(probability, 1e-30f)) / temperature);
        var largest = logs.Max();
        var normal = largest + Math.Log(logs.Sum(log => Math.Exp(log - largest)));
        var loss = 0.0;
        for (var i = 0; i < logs.Length; i++)
            loss -= targets[i] * (logs[i] - normal);
        return loss;
    }
}
