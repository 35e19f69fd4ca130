using Microsoft.ML;
using Microsoft.ML.Data;
using SafetyML;
using SafetyML.Harmfulness;
using SafetyML.Refusal;

namespace ScoreAnswers;

/// <summary>The two scorers of a run, loaded.</summary>
internal sealed class Scorers(ScoreSettings settings, CancellationToken stop) : IDisposable
{
    private readonly TransformerChain<HarmfulnessTransformer> _model = Load(settings, stop);

    /// <summary>Scores prompts and answers in order.</summary>
    public IEnumerable<ScoredRow> Score(IEnumerable<(string Prompt, string Answer)> rows)
    {
        var ml = new MLContext(seed: 1);
        var data = ml.Data.LoadFromEnumerable(rows.Select(row => new Row(row.Prompt, row.Answer)));
        return ml.Data.CreateEnumerable<ScoredRow>(_model.Transform(data), reuseRowObject: true);
    }

    public void Dispose() => _model.Dispose();

    private static TransformerChain<HarmfulnessTransformer> Load(ScoreSettings settings, CancellationToken stop)
    {
        var ml = new MLContext(seed: 1);
        var nothing = ml.Data.LoadFromEnumerable(Array.Empty<Row>());
        var refusal = new RefusalOptions
        {
            Judge = settings.Refusal,
            PromptColumnName = nameof(Row.Prompt),
            LabelClasses = settings.RefusalLabels,
            Encoder = new() { Format = settings.RefusalFormat, CancellationToken = stop },
        };
        var harmfulness = new HarmfulnessOptions
        {
            PromptColumnName = nameof(Row.Prompt),
            Encoder = new() { Format = settings.HarmfulnessFormat, CancellationToken = stop },
        };
        return ml.Transforms.ClassifyRefusal(refusal).Append(ml.Transforms.ScoreHarmfulness(harmfulness, settings.HarmfulnessFolder)).Fit(nothing);
    }

    private sealed record Row(string Prompt, string Answer);
}
