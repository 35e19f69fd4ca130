namespace SafetyML.LinearText;

/// <summary>Fits one stage on labelled texts, given the stages before it. The same texts in the same order give the same bytes.</summary>
internal sealed class StageTrainer
{
    private const float Levels = sbyte.MaxValue;

    private readonly StageOptions _options;
    private readonly LinearTextModel? _earlier;
    private readonly int[] _outputs;
    private readonly int _dense;
    private readonly FeatureExtractor _extractor = new();

    public StageTrainer(StageOptions options, LinearTextModel? earlier = null)
    {
        (_options, _earlier) = (options, earlier);
        _outputs = earlier is null ? [] : [.. earlier.Stages.Select(stage => stage.Outputs)];
        _dense = StageFeatures.Count(options, _outputs);
    }

    public LinearStage Fit(IReadOnlyList<TrainingText> texts) => Fit([.. texts.Select(Row)]);

    /// <summary>Fits rows that <see cref="Row"/> made.</summary>
    public LinearStage Fit(IReadOnlyList<LinearRow> rows)
    {
        var buckets = 1 << _options.Bits;
        var fitted = LinearTrainer.Fit(rows, buckets + _dense, _options.Classes.Count, _options.Penalty, _options.MinimumRows);
        return Quantize(fitted, buckets);
    }

    /// <summary>The features of a text as this stage sees them.</summary>
    public LinearRow Row(TrainingText text)
    {
        var row = Features(text.Prompt, text.Answer, text.Earlier);
        return text.Lower is null
            ? new LinearRow(row, text.Target, text.Weight)
            : new LinearRow(row.Minus(Features(text.Prompt, text.Lower, null)), text.Target, text.Weight, IsPair: true);
    }

    private SparseRow Features(string prompt, string answer, float[]? earlier)
    {
        _extractor.Extract(prompt, answer, _options.Groups);
        var (indices, values) = (new List<int>(), new List<float>());
        for (var group = FeatureGroup.Word; (int)group < FeatureBuffer.Groups; group++)
        {
            var (start, end) = _extractor.Features.Of(group);
            for (var i = start; i < end; i++)
            {
                indices.Add(_extractor.Features.Buckets[i] >> (FeatureBuffer.Bits - _options.Bits));
                values.Add(_options.Groups[group] / MathF.Sqrt(end - start));
            }
        }
        AddEarlier(earlier ?? (_dense > 0 ? _earlier!.ScoreStages(prompt, answer) : []), indices, values);
        return new SparseRow([.. indices], [.. values]);
    }

    private void AddEarlier(float[] probabilities, List<int> indices, List<float> values)
    {
        var dense = new float[_dense];
        StageFeatures.Write(_options, probabilities, _outputs, dense);
        indices.AddRange(Enumerable.Range(1 << _options.Bits, _dense));
        values.AddRange(dense);
    }

    private LinearStage Quantize(LinearWeights fitted, int buckets)
    {
        var outputs = fitted.Outputs;
        var steps = new float[outputs];
        for (var i = 0; i < buckets * outputs; i++)
            steps[i % outputs] = Math.Max(steps[i % outputs], (float)Math.Abs(fitted.Values[i]) / Levels);
        var weights = new sbyte[buckets * outputs];
        for (var i = 0; i < weights.Length; i++)
            weights[i] = steps[i % outputs] == 0 ? (sbyte)0 : (sbyte)Math.Round(fitted.Values[i] / steps[i % outputs]);
        return new LinearStage(
            _options, weights, steps, [.. fitted.Values.Skip(weights.Length).Select(value => (float)value)], [.. fitted.Bias.Select(value => (float)value)], temperature: 1);
    }
}
