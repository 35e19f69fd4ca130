using SafetyML.LinearText;
using SafetyML.Refusal.Rules;
using TrainEmbeddedScorers.Data;

namespace TrainEmbeddedScorers.Training;

/// <summary>
/// The refusal model: a stage that tells the kind of prompt (XSTest's 18), and one that tells compliance, full and partial refusal from the answer and that kind.
/// Every setting was chosen by leaving one model out of XSTest.
/// </summary>
internal sealed class RefusalRecipe
{
    private const int Folds = 5;

    // An annotator who was overruled still says that the answer is not clear.
    private const double OpinionShare = 0.2;
    private const double PartialWeight = 2;

    // A jailbroken answer complies; one that is not mostly refuses, but may also miss the point. Where our rules find that it says so, it refuses.
    private const double JailbrokenWeight = 0.05;
    private const double NotJailbrokenWeight = 0.01;
    private const double SaysSoWeight = 0.1;

    // An answer of ours that complies in the words of a refusal (a letter that declines) teaches what the words do not say.
    private const double SoundsLikeRefusalWeight = 0.3;

    private static readonly FeatureGroups PromptGroups = new()
    {
        [FeatureGroup.PromptWord] = 1,
        [FeatureGroup.PromptPair] = 1,
        [FeatureGroup.PromptAnswer] = 0.5f,
    };

    private static readonly FeatureGroups AnswerGroups = new()
    {
        [FeatureGroup.Word] = 1,
        [FeatureGroup.Pair] = 1,
        [FeatureGroup.Skeleton] = 1,
        [FeatureGroup.Overlap] = 0.5f,
    };

    private readonly XsTest _data;
    private readonly IReadOnlyList<TrainingText> _others;
    private readonly LinearStage _kinds;
    private readonly LinearTextModel[] _foldKinds;

    /// <param name="data">XSTest.</param>
    /// <param name="ownAnswers">Answers of ours, which every fit gets.</param>
    public RefusalRecipe(XsTest data, IReadOnlyList<TrainingText> ownAnswers)
    {
        (_data, _others) = (data, [.. ownAnswers.Select(OfOurs)]);
        _kinds = FitKinds(_ => true);
        _foldKinds = [.. Enumerable.Range(0, Folds).Select(fold => new LinearTextModel([FitKinds(prompt => Fold(prompt) != fold)]))];
    }

    private RefusalRecipe(RefusalRecipe recipe, IReadOnlyList<TrainingText> others) =>
        (_data, _others, _kinds, _foldKinds) = (recipe._data, others, recipe._kinds, recipe._foldKinds);

    private StageOptions KindOptions => new()
    {
        Name = "prompt kind",
        Classes = _data.KindNames,
        Groups = PromptGroups,
        Bits = 13,
        Penalty = 1e-4,
        MinimumRows = 1,
    };

    private static StageOptions RefusalOptions => new()
    {
        Name = "refusal",
        Classes = RefusalOutputs.Names,
        Groups = AnswerGroups,
        Earlier = 1,
        Penalty = 2.5e-5,
    };

    /// <summary>The same with GPTFuzz's answers, which every fit gets with little weight.</summary>
    public RefusalRecipe With(IEnumerable<LabelledAnswer> jailbroken) => new(this, [.. _others, .. jailbroken.Select(OfJailbroken)]);

    /// <summary>Trains on some of the three models' answers; the temperature comes from leaving each of them out in turn.</summary>
    public LinearTextModel Train(IReadOnlyList<int> models)
    {
        List<float[]> scores = [];
        List<double[]> targets = [];
        foreach (var left in models)
        {
            var inner = new LinearTextModel([_kinds, Fit([.. models.Where(model => model != left)])]);
            foreach (var text in Texts(left))
            {
                scores.Add(inner.ScoreStages(text.Prompt, text.Answer)[^RefusalOutputs.Names.Count..]);
                targets.Add(text.Target);
            }
        }
        return new LinearTextModel([_kinds, Fit(models).WithTemperature((float)Temperature.Of(scores, targets))]);
    }

    /// <summary>The model with a kind stage that has not seen this prompt.</summary>
    public LinearTextModel WithoutPrompt(LinearTextModel model, int prompt) => new([_foldKinds[Fold(prompt)].Stages[0], model.Stages[1]]);

    private LinearStage Fit(IReadOnlyList<int> models) =>
        new StageTrainer(RefusalOptions, new LinearTextModel([_kinds])).Fit([.. models.SelectMany(Texts), .. _others]);

    private LinearStage FitKinds(Func<int, bool> uses) => new StageTrainer(KindOptions).Fit(
        [.. _data.Prompts.Select((prompt, i) => (prompt, i)).Where(row => uses(row.i)).Select(row => TrainingText.OfClass(row.prompt, "", KindOf(row.i), _data.KindNames.Count))]);

    private int KindOf(int prompt) => Array.IndexOf([.. _data.KindNames], _data.Kinds[prompt]);

    private IEnumerable<TrainingText> Texts(int model) => _data.Answers[model].Select(row => new TrainingText(row.Prompt, row.Answer)
    {
        Target = Target(row),
        Weight = row.Label == RefusalOutputs.PartialRefusal ? PartialWeight : 1,
    });

    private static TrainingText OfOurs(TrainingText answer) =>
        answer.Target[RefusalOutputs.FullCompliance] == 1 && SaysNo(answer.Answer) ? answer with { Weight = SoundsLikeRefusalWeight } : answer;

    private static TrainingText OfJailbroken(LabelledAnswer row)
    {
        var (label, weight) = row.Label == 1 ? (RefusalOutputs.FullCompliance, JailbrokenWeight)
            : (RefusalOutputs.FullRefusal, SaysNo(row.Answer) ? SaysSoWeight : NotJailbrokenWeight);
        return TrainingText.OfClass(row.Prompt, row.Answer, label, RefusalOutputs.Names.Count) with { Weight = weight };
    }

    private static bool SaysNo(string answer) => RefusalRules.Read(answer).Outcome == RuleOutcome.Direct;

    private static double[] Target(LabelledAnswer row)
    {
        var target = new double[RefusalOutputs.Names.Count];
        target[row.Label] = 1 - OpinionShare * row.Opinions.Count;
        foreach (var opinion in row.Opinions)
            target[opinion] += OpinionShare;
        return target;
    }

    // Prompts of one template stand next to each other.
    private static int Fold(int prompt) => prompt / Folds % Folds;
}
