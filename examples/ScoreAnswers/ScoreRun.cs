using System.Globalization;
using System.Text;
using CsvHelper;
using SafetyML.Reports;

namespace ScoreAnswers;

/// <summary>Scores a file row by row; the result appears when it is complete, and a run that was ended is gone on with by the next one.</summary>
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
            throw new FormatException($"{Name}: the file is not UTF-8. Save it as UTF-8. {fault.Message}", fault);
        }
    }

    private string Name => Path.GetFileName(settings.Answers);

    private Tally Score(CancellationToken stop)
    {
        var file = AnswerFile.Open(
            settings.Answers, [settings.PromptColumn, settings.AnswerColumn], settings.LabelColumn is { } labels ? [labels] : []);
        foreach (var column in ((string?[])[settings.PromptColumn, settings.AnswerColumn, settings.LabelColumn]).OfType<string>())
            file.IndexOf(column);
        if (Added.FirstOrDefault(file.Columns.Contains) is { } taken)
            throw new ArgumentException($"The file has a column '{taken}' already, which would be added. Rename it or leave it out.");
        using var part = new PartFile(settings.Out);
        try
        {
            Fill(part, file, CountRows(file, stop), stop);
        }
        catch (OperationCanceledException)
        {
            throw new OperationCanceledException(
                part.Kept == 0 ? "Stopped before more rows were scored." : $"Stopped. '{part.Place}' keeps {part.Kept} scored rows; the same command again goes on from them.",
                stop);
        }
        return Write(part, file);
    }

    // All rows are read once first: one that cannot be read shows before the work.
    private int CountRows(AnswerFile file, CancellationToken stop)
    {
        var count = 0;
        foreach (var _ in file.Rows())
        {
            stop.ThrowIfCancellationRequested();
            count++;
        }
        return count > 0 ? count : throw new FormatException($"{Name}: there is no row below the header. Give a file with an answer or more.");
    }

    private void Fill(PartFile part, AnswerFile file, int count, CancellationToken stop)
    {
        using var scorers = new Scorers(settings, stop);
        var mark = RunMark.Of(settings);
        part.Start(mark);
        if (part.Count > 0)
            Console.Error.WriteLine(VisibleText.Of($"{part.Count} of {count} rows are scored already, in '{part.Place}'; the others follow."));
        var (prompt, answer) = (file.IndexOf(settings.PromptColumn), file.IndexOf(settings.AnswerColumn));
        foreach (var row in scorers.Score(file.Rows().Skip(part.Count).Select(fields => (fields[prompt], fields[answer]))))
        {
            stop.ThrowIfCancellationRequested();
            part.Add(row);
        }
        if (RunMark.Of(settings) != mark)
            throw new InvalidOperationException($"{Name}, or a judge's folder, was changed while its answers were scored. Delete '{part.Place}' and run again.");
    }

    private Tally Write(PartFile part, AnswerFile file)
    {
        var tally = new Tally();
        int? label = settings.LabelColumn is { } name ? file.IndexOf(name) : null;
        part.Finish(stream =>
        {
            using var writer = new CsvWriter(new StreamWriter(stream, new UTF8Encoding(false), leaveOpen: true), CultureInfo.InvariantCulture);
            WriteRow(writer, [.. file.Columns, .. Added]);
            foreach (var (fields, row) in file.Rows().Zip(part.Rows()))
            {
                WriteRow(writer, [.. fields, .. Fields(row)]);
                tally.Add(row, label is { } place ? fields[place].Trim() : null, settings.Positive);
            }
        });
        return tally;
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
}
