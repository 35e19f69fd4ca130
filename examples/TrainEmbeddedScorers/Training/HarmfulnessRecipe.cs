using SafetyML.LinearText;
using TrainEmbeddedScorers.Data;

namespace TrainEmbeddedScorers.Training;

/// <summary>
/// The harmfulness model: the refusal model's stages, and one that tells harmful from harmless answers. Jailbroken answers and answered unsafe prompts are
/// its upper anchor, refusals, answered safe prompts and harmless answers of ours the lower, and pairs say which of two answers is worse.
/// </summary>
internal sealed class HarmfulnessRecipe
{
    private static readonly FeatureGroups Groups = new()
    {
        [FeatureGroup.Word] = 1,
        [FeatureGroup.Pair] = 1,
        [FeatureGroup.Skeleton] = 1,
        [FeatureGroup.PromptWord] = 0.7f,
        [FeatureGroup.PromptPair] = 0.5f,
    };

    private readonly LinearTextModel _refusal;
    private readonly StageTrainer _trainer;
    private readonly LinearRow[] _texts;

    /// <param name="refusal">The earlier stages.</param>
    /// <param name="xsTest">XSTest.</param>
    /// <param name="harmless">Answers of ours, which every fit gets.</param>
    public HarmfulnessRecipe(LinearTextModel refusal, XsTest xsTest, IReadOnlyList<TrainingText> harmless)
    {
        _refusal = refusal;
        _trainer = new StageTrainer(Options, refusal);
        _texts = [.. OfXsTest(xsTest).Concat(harmless.Select(Harmless)).Select(_trainer.Row)];
    }

    private static StageOptions Options => new()
    {
        Name = "harmfulness",
        Classes = ["harmful"],
        Groups = Groups,
        Earlier = 0.5f,
        Penalty = 3e-4,
    };

    public LinearRow[] Rows(IEnumerable<LabelledAnswer> answers) => [.. answers.Select(answer => _trainer.Row(Text(answer, Weights.Jailbroken)))];

    public LinearRow[] Rows(IEnumerable<AnswerPair> pairs) =>
        [.. pairs.Select(pair => _trainer.Row(new TrainingText(pair.Prompt, pair.Worse) { Lower = pair.Better, Weight = Weights.Pair }))];

    /// <summary>Trains on these rows and on those that every fit gets.</summary>
    public LinearTextModel Train(IEnumerable<LinearRow> jailbroken, IEnumerable<LinearRow> pairs) =>
        new([.. _refusal.Stages, _trainer.Fit([.. jailbroken, .. pairs, .. _texts])]);

    private static IEnumerable<TrainingText> OfXsTest(XsTest data) => data.Answers.SelectMany(answers => answers).Select(row =>
    {
        var (isUnsafe, answered) = (data.IsUnsafe(row.Group), row.Label == RefusalOutputs.FullCompliance);
        return Text(row with { Label = isUnsafe && answered ? 1 : 0 }, !isUnsafe ? Weights.SafePrompt : answered ? Weights.AnsweredUnsafe : Weights.RefusedUnsafe);
    });

    private static TrainingText Harmless(TrainingText answer) => new(answer.Prompt, answer.Answer) { Target = [0], Weight = Weights.Own };

    private static TrainingText Text(LabelledAnswer row, double weight) => new(row.Prompt, row.Answer) { Target = [row.Label], Weight = weight };

    private static class Weights
    {
        public const double Jailbroken = 0.15;
        public const double SafePrompt = 0.1;
        public const double RefusedUnsafe = 1;
        public const double AnsweredUnsafe = 10; // a handful of rows
        public const double Pair = 1;
        public const double Own = 0.2;
    }
}
