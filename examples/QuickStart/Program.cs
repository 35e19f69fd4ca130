using Microsoft.ML.Data;
using QuickStart;
using SafetyML.Torch.Training;
using Spectre.Console;

if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 160; // a file has no edge to wrap at

try
{
    return await StudyCommand.Create(Run, SecondProcess.Answer).Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception problem) when (problem is IOException or ArgumentException or FormatException or InvalidOperationException or NotSupportedException
    or UnauthorizedAccessException or OperationCanceledException or TrainingDivergedException)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}

static void Run(StudySettings settings)
{
    StudyFiles.Write(settings.Out, []); // a folder that cannot be written shows before the work
    var study = new Study(settings);
    var prompts = study.Prompts(settings.Prompts);
    var before = study.Before(prompts, 2);
    var results = WithBars(settings, study);
    StudyReport.Rates(results);
    var shown = results.First(result => result.SafetyCount == settings.ShownCount).Answers.Take(before.Count).ToList();
    StudyReport.Answers(shown.Zip(before, (after, first) => (after.Instruction, first, after.Answer)), settings.ShownCount);
    var again = SecondProcess.Ask(study.ZipFile, shown[0].Instruction);
    AnsiConsole.WriteLine();
    AnsiConsole.WriteLine($"{study.ZipFile} ({new FileInfo(study.ZipFile).Length / 1024:N0} KB), loaded in a second process, answers the first prompt:");
    AnsiConsole.WriteLine($"  {StudyReport.Visible(again)}  ({(again == shown[0].Answer ? "identical" : "DIFFERENT")})");
}

static List<DoseResult> WithBars(StudySettings settings, Study study) => AnsiConsole.Progress().Start(progress =>
{
    var results = new List<DoseResult>();
    foreach (var count in settings.Counts)
    {
        var tuning = progress.AddTask($"tuning with {count} safety rows");
        var answering = progress.AddTask($"answering, {count} safety rows");
        results.Add(study.Run(count, new Bar(tuning), (done, total) => answering.Value = 100.0 * done / total));
        StudyFiles.Write(settings.Out, results);
    }
    return results;
});

/// <summary>Shows training on a progress bar.</summary>
internal sealed class Bar(ProgressTask task) : IProgress<TrainingProgress>
{
    public void Report(TrainingProgress value) => task.Value = 100.0 * value.Step / value.TotalSteps;
}
