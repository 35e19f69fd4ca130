namespace SafetyML.LinearText;

/// <summary>
/// A small model of a prompt and an answer: stages of linear models, each of which may use the probabilities of those before it; the last one's are the result.
/// Immutable and safe to use from many threads; scoring allocates nothing once a thread is warm.
/// </summary>
internal sealed class LinearTextModel
{
    // A file may ask for so many that a small stack would not hold them.
    private const int MostOnStack = 1024;

    [ThreadStatic]
    private static FeatureExtractor? extractor;

    private readonly LinearStage[] _stages;
    private readonly int[] _outputs;
    private readonly int _sum;
    private readonly int _dense;
    private readonly FeatureGroups _wanted;

    public LinearTextModel(IReadOnlyList<LinearStage> stages)
    {
        _stages = [.. stages];
        _outputs = [.. stages.Select(stage => stage.Outputs)];
        _sum = _outputs.Sum();
        _dense = Enumerable.Range(0, _stages.Length).Max(i => StageFeatures.Count(_stages[i].Options, _outputs.AsSpan(0, i)));
        var scales = new float[FeatureBuffer.Groups];
        foreach (var stage in _stages)
            for (var group = 0; group < scales.Length; group++)
                scales[group] = Math.Max(scales[group], stage.Options.Groups.Scales[group]);
        _wanted = FeatureGroups.Of(scales);
    }

    public IReadOnlyList<LinearStage> Stages => _stages;

    /// <summary>The outputs of the last stage.</summary>
    public IReadOnlyList<string> Classes => _stages[^1].Options.Classes;

    /// <summary>The features of this thread's last text.</summary>
    internal static FeatureExtractor Extractor => extractor ??= new FeatureExtractor();

    /// <summary>Scores one answer. <paramref name="prompt"/> may be empty. <paramref name="probabilities"/> has one place for each of <see cref="Classes"/>.</summary>
    public void Score(ReadOnlySpan<char> prompt, ReadOnlySpan<char> answer, Span<float> probabilities)
    {
        Extractor.Extract(prompt, answer, _wanted);
        Run(Extractor.Features, probabilities, []);
    }

    /// <summary>The probabilities of every stage, one after the other.</summary>
    public float[] ScoreStages(string prompt, string answer)
    {
        Extractor.Extract(prompt, answer, _wanted);
        var all = new float[_sum];
        Run(Extractor.Features, new float[_stages[^1].Outputs], all);
        return all;
    }

    /// <summary>The words of the answer that this thread has scored last that speak most for output <paramref name="output"/> against the other outputs.</summary>
    public TextEvidence Explain(int output) => TextEvidence.Of(_stages[^1], Extractor, output);

    private void Run(FeatureBuffer features, Span<float> result, Span<float> all)
    {
        Span<float> earlier = _sum <= MostOnStack ? stackalloc float[_sum] : new float[_sum];
        Span<float> dense = _dense <= MostOnStack ? stackalloc float[_dense] : new float[_dense];
        var known = 0;
        for (var i = 0; i < _stages.Length; i++)
        {
            var stage = _stages[i];
            var outputs = _outputs.AsSpan(0, i);
            var own = dense[..StageFeatures.Count(stage.Options, outputs)];
            StageFeatures.Write(stage.Options, earlier[..known], outputs, own);
            var scores = i == _stages.Length - 1 ? result : earlier.Slice(known, stage.Outputs);
            stage.Score(features, own, scores);
            Links.ToProbabilities(scores);
            if (all.Length > 0)
                scores.CopyTo(all[known..]);
            known += stage.Outputs;
        }
    }
}
