using System.Text.Json;
using SafetyML.Reports;
using SafetyML.Torch.Checkpoints;
using SafetyML.Torch.Encoders;
using SafetyML.Torch.Models;
using SafetyML.Torch.Tokenization;
using ScoreAnswers;
using Spectre.Console;

if (Console.IsOutputRedirected)
    AnsiConsole.Profile.Width = 160; // a file has no edge to wrap at

try
{
    return await ScoreCommand.Create((settings, stop) => ScoreReport.Print(new ScoreRun(settings).Run(stop), settings))
        .Parse(args).InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = TimeSpan.FromMinutes(1) });
}
catch (Exception problem) when (problem is IOException or ArgumentException or FormatException or InvalidOperationException or NotSupportedException
    or JsonException or UnauthorizedAccessException or OperationCanceledException or CheckpointFormatException or TokenizerFormatException
    or UnsupportedModelException or MissingHeadException)
{
    Console.Error.WriteLine(VisibleText.Of(problem.Message));
    return 1;
}
