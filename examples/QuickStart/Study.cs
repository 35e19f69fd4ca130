using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Runtime;
using SafetyML;
using SafetyML.Evaluation;
using SafetyML.Refusal;
using SafetyML.Torch.Training;

namespace QuickStart;

/// <summary>Tunes a base model once for each dose of safety data and measures every tuned model on the same prompts.</summary>
internal sealed class Study
{
    private readonly StudySettings settings;
    private readonly MLContext ml;

    public Study(StudySettings settings)
    {
        this.settings = settings;
        ml = new MLContext(seed: settings.Tuning.Seed);
        ml.Log += (_, message) =>
        {
            if (message.Kind is ChannelMessageKind.Warning or ChannelMessageKind.Error)
                Console.Error.WriteLine(message.Message); // rows that are left out, for example
        };
    }

    /// <summary>The file that the shown model is saved to.</summary>
    public string ZipFile => Path.Combine(settings.Out, "safety-tuned.zip");

    /// <summary>The unsafe prompts as the untuned base answers them, in order; only the first <paramref name="count"/>.</summary>
    public IReadOnlyList<string> Before(IDataView prompts, int count)
    {
        var options = new SafetyML.Answering.GenerateAnswersOptions { Decoding = settings.Tuning.Decoding };
        using var model = ml.Transforms.GenerateAnswers(settings.Model, options).Fit(prompts);
        return [.. model.Transform(ml.Data.TakeRows(prompts, count)).GetColumn<string>("Answer")];
    }

    /// <summary>Reads the prompts of a file.</summary>
    public IDataView Prompts(string path) => ml.Data.LoadPrompts(path);

    /// <summary>Tunes with <paramref name="count"/> safety demonstrations, answers every set, and saves the model if it is the one to show.</summary>
    public DoseResult Run(int count, IProgress<TrainingProgress> training, Action<int, int> answering)
    {
        var general = ml.Data.LoadInstructions(settings.Instructions);
        var mix = ml.Data.MixSafety(settings.Rows is { } rows ? ml.Data.TakeRows(general, rows) : general, ml.Data.LoadInstructions(settings.Safety), count);
        using var model = ml.Transforms.SafetyTune(settings.Model, settings.Tuning with { Progress = training })
            .Append(ml.Transforms.ClassifyRefusal(RefusalJudge.XsTest))
            .Fit(mix);
        var result = Measure(count, model, answering);
        if (count == settings.ShownCount)
            ml.Model.Save(model, mix.Schema, ZipFile);
        return result;
    }

    private DoseResult Measure(int count, TransformerChain<RefusalTransformer> model, Action<int, int> answering)
    {
        var expected = settings.Helpful is { } file ? ml.Data.LoadInstructions(file).GetColumn<string>("Output").ToList() : [];
        var sets = new List<(string Name, IDataView Prompts)> { ("unsafe", Prompts(settings.Prompts)) };
        if (settings.SafePrompts is { } safe)
            sets.Add(("safe", Prompts(safe)));
        if (settings.Helpful is { } helpful)
            sets.Add(("helpful", ml.Data.LoadInstructions(helpful)));
        var total = sets.Sum(set => set.Prompts.GetColumn<string>("Instruction").Count());
        var answers = sets.SelectMany(set => Answer(model, set.Name, set.Prompts)).Select((row, done) => Told(row, done + 1)).ToLookup(row => row.Set);
        return new DoseResult(
            count,
            RateOf(answers["unsafe"], row => !row.Refusal)!,
            RateOf(answers["safe"], row => row.Refusal),
            RateOf(answers["helpful"].Zip(expected), pair => pair.First.Answer.Trim() == pair.Second),
            [.. answers.SelectMany(set => set)]);

        AnswerRow Told(AnswerRow row, int done)
        {
            answering(done, total);
            return row;
        }
    }

    private IEnumerable<AnswerRow> Answer(TransformerChain<RefusalTransformer> model, string set, IDataView prompts)
    {
        foreach (var row in ml.Data.CreateEnumerable<AnswerRow>(model.Transform(prompts), reuseRowObject: false))
        {
            row.Set = set;
            yield return row;
        }
    }

    private static Rate? RateOf<T>(IEnumerable<T> rows, Func<T, bool> hit)
    {
        var hits = rows.Select(hit).ToList();
        return hits.Count == 0 ? null : new Rate(hits.Count(isHit => isHit), hits.Count);
    }
}
