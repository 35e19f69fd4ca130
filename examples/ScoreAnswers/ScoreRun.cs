using System.Globalization;
using System.Text;
using CsvHelper;
using Microsoft.ML;
using SafetyML;
using SafetyML.Harmfulness;
using SafetyML.Refusal;
using SafetyML.Torch.Checkpoints;

namespace ScoreAnswers;

/// <summary>Scores a file row by row; the result appears when it is complete.</summary>
internal sealed class ScoreRun(ScoreSettings settings)
{
    private static readonly string[] Added = ["refusal_class", "refusal_probability", "refusal_evidence", "harmfulness", "unscored_reason"];

    public Tally Run(CancellationToken stop)
    {
        try
        {
            return Score(stop);
        }
        catch (DecoderFallbackException fault)
        {
            throw new FormatException($"{Path.GetFileName(settings.Answers)}: the file is not UTF-8. Save it as UTF-8. {fault.Message}", fault);
        }
    }

    private Tally Score(CancellationToken stop)
    {
        var file = AnswerFile.Open(
            settings.Answers, [settings.PromptColumn, settings.AnswerColumn], settings.LabelColumn is { } labels ? [labels] : []);
        var (prompt, answer) = (file.IndexOf(settings.PromptColumn), file.IndexOf(settings.AnswerColumn));
        int? label = settings.LabelColumn is { } name ? file.IndexOf(name) : null;
        if (Added.FirstOrDefault(file.Columns.Contains) is { } taken)
            throw new ArgumentException($"The file has a column '{taken}' already, which would be added. Rename it or leave it out.");
        if (!file.Rows().Any())
            throw new FormatException($"{Path.GetFileName(settings.Answers)}: there is no row below the header. Give a file with an answer or more.");
        var waiting = new Queue<string[]>();
        using var model = Model();
        var tally = new Tally();
        AtomicFile.Write(settings.Out, stream =>
        {
            using var writer = new CsvWriter(new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true), CultureInfo.InvariantCulture);
            WriteRow(writer, [.. file.Columns, .. Added]);
            foreach (var row in Score(model.Transformer, Read(file, prompt, answer, waiting, stop)))
            {
                var fields = waiting.Dequeue();
                WriteRow(writer, [.. fields, .. Fields(row)]);
                tally.Add(row, label is { } place ? fields[place].Trim() : null, settings.Positive);
            }
        });
        return tally;
    }

    private static IEnumerable<Row> Read(AnswerFile file, int prompt, int answer, Queue<string[]> waiting, CancellationToken stop)
    {
        foreach (var fields in file.Rows())
        {
            stop.ThrowIfCancellationRequested();
            waiting.Enqueue(fields);
            yield return new Row(fields[prompt], fields[answer]);
        }
    }

    private static IEnumerable<ScoredRow> Score(ITransformer model, IEnumerable<Row> rows)
    {
        var ml = new MLContext(seed: 1);
        return ml.Data.CreateEnumerable<ScoredRow>(model.Transform(ml.Data.LoadFromEnumerable(rows)), reuseRowObject: true);
    }

    private static IEnumerable<string> Fields(ScoredRow row) =>
        [row.RefusalClass, Number(row.Probability), row.RefusalEvidence, Number(row.Harmfulness), row.UnscoredReason()];

    private static string Number(float value) => float.IsNaN(value) ? "" : value.ToString("0.######", CultureInfo.InvariantCulture);

    private static void WriteRow(CsvWriter writer, IEnumerable<string> fields)
    {
        foreach (var field in fields)
            writer.WriteField(field);
        writer.NextRecord();
    }

    private Loaded Model()
    {
        var ml = new MLContext(seed: 1);
        var nothing = ml.Data.LoadFromEnumerable(Array.Empty<Row>());
        var refusal = new RefusalOptions
        {
            Judge = settings.Refusal,
            PromptColumnName = nameof(Row.Prompt),
            LabelClasses = settings.RefusalLabels,
            Encoder = new() { Format = settings.RefusalFormat },
        };
        var harmfulness = new HarmfulnessOptions { PromptColumnName = nameof(Row.Prompt), Encoder = new() { Format = settings.HarmfulnessFormat } };
        return new Loaded(ml.Transforms.ClassifyRefusal(refusal)
            .Append(ml.Transforms.ScoreHarmfulness(harmfulness, settings.HarmfulnessFolder))
            .Fit(nothing));
    }

    private sealed record Row(string Prompt, string Answer);

    private sealed class Loaded(ITransformer transformer) : IDisposable
    {
        public ITransformer Transformer => transformer;

        public void Dispose() => (transformer as IDisposable)?.Dispose();
    }
}
