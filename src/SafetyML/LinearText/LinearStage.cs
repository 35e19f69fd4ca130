namespace SafetyML.LinearText;

/// <summary>One linear model: hashed features and the probabilities of earlier stages in, probabilities out. Weights have 8 bits. Immutable.</summary>
internal sealed class LinearStage
{
    private readonly sbyte[] _weights;
    private readonly float[] _steps;
    private readonly float[] _denseWeights;
    private readonly float[] _bias;

    /// <param name="options">What it reads.</param>
    /// <param name="weights">Outputs × 2^Bits weights in units of <paramref name="steps"/>.</param>
    /// <param name="steps">The size of one unit, for each output.</param>
    /// <param name="denseWeights">Weights of the earlier stages' probabilities.</param>
    /// <param name="bias">One for each output.</param>
    /// <param name="temperature">Scores are divided by it.</param>
    public LinearStage(StageOptions options, sbyte[] weights, float[] steps, float[] denseWeights, float[] bias, float temperature)
    {
        Options = options;
        (_weights, _steps, _denseWeights, _bias, Temperature) = (weights, steps, denseWeights, bias, temperature);
    }

    public StageOptions Options { get; }

    public int Outputs => _bias.Length;

    public float Temperature { get; }

    public ReadOnlySpan<sbyte> Weights => _weights;

    public ReadOnlySpan<float> Steps => _steps;

    public ReadOnlySpan<float> DenseWeights => _denseWeights;

    public ReadOnlySpan<float> Bias => _bias;

    public LinearStage WithTemperature(float temperature) => new(Options, _weights, _steps, _denseWeights, _bias, temperature);

    /// <summary>The scores (log-odds for one output, logits for more) into <paramref name="scores"/>.</summary>
    public void Score(FeatureBuffer features, ReadOnlySpan<float> dense, Span<float> scores)
    {
        _bias.CopyTo(scores);
        Span<int> sums = stackalloc int[Outputs];
        for (var group = FeatureGroup.Word; (int)group < FeatureBuffer.Groups; group++)
        {
            var (start, end) = features.Of(group);
            if (start == end || !Options.Groups.Has(group))
                continue;
            Sum(features.Buckets.AsSpan(start, end - start), sums);
            var scale = Options.Groups[group] / MathF.Sqrt(end - start);
            for (var output = 0; output < Outputs; output++)
                scores[output] += scale * _steps[output] * sums[output];
        }
        for (var i = 0; i < dense.Length; i++)
            for (var output = 0; output < Outputs; output++)
                scores[output] += dense[i] * _denseWeights[i * Outputs + output];
        for (var output = 0; output < Outputs; output++)
            scores[output] /= Temperature;
    }

    /// <summary>What the feature in <paramref name="bucket"/> of <paramref name="group"/> adds to an output, for groups of <paramref name="count"/> features.</summary>
    public float Contribution(int bucket, FeatureGroup group, int count, int output) =>
        Options.Groups[group] / MathF.Sqrt(count) * _steps[output] * _weights[(bucket >> (FeatureBuffer.Bits - Options.Bits)) * Outputs + output] / Temperature;

    private void Sum(ReadOnlySpan<int> buckets, Span<int> sums)
    {
        var shift = FeatureBuffer.Bits - Options.Bits;
        if (Outputs == 3)
        {
            SumThree(buckets, shift, sums);
            return;
        }
        sums.Clear();
        foreach (var bucket in buckets)
        {
            var weights = _weights.AsSpan((bucket >> shift) * Outputs, Outputs);
            for (var output = 0; output < weights.Length; output++)
                sums[output] += weights[output];
        }
    }

    private void SumThree(ReadOnlySpan<int> buckets, int shift, Span<int> sums)
    {
        var (a, b, c) = (0, 0, 0);
        foreach (var bucket in buckets)
        {
            var weights = _weights.AsSpan((bucket >> shift) * 3, 3);
            a += weights[0];
            b += weights[1];
            c += weights[2];
        }
        (sums[0], sums[1], sums[2]) = (a, b, c);
    }
}
