using SafetyML.LinearText;
using SafetyML.Scoring;

namespace SafetyML.Trainers;

/// <summary>A linear model or an encoder's head that was trained on a user's labels. Safe for several threads.</summary>
internal sealed class TrainedModel(ScorerTask task, (float Low, float High) scale, LinearTextModel? linear, EncoderScorer? encoder) : IDisposable
{
    public ScorerTask Task => task;

    public (float Low, float High) Scale => scale;

    public LinearTextModel? Linear => linear;

    public EncoderScorer? Encoder => encoder;

    public int BatchSize => encoder?.BatchSize ?? 1;

    public IReadOnlyList<TrainedScore> Score(IReadOnlyList<PromptedAnswer> answers) => encoder is null
        ? [.. answers.Select(each => new TrainedScore(OfLinear(each)))]
        : [.. encoder.Logits(answers).Select(logits => new TrainedScore(task == ScorerTask.Regression ? logits : Softmax.Of(logits)))];

    public void Dispose() => encoder?.Dispose();

    private float[] OfLinear(PromptedAnswer answer)
    {
        var values = new float[linear!.Classes.Count];
        linear.Score(answer.Prompt, answer.Answer, values);
        return task == ScorerTask.Regression ? [scale.Low + (scale.High - scale.Low) * values[0]]
            : values.Length == 1 ? [1 - values[0], values[0]]
            : values;
    }
}
