using System.CommandLine;
using SafetyML.Reports;
using SafetyML.Torch.Training;
using TrainEmbeddedScorers;

var data = new Option<DirectoryInfo>("--data") { Description = "The folder that holds xstest, gptfuzz and hh-rlhf; jailbreakeval is measured where it is there.", Required = true };
var folder = new Option<DirectoryInfo>("--out")
{
    Description = "Where the models and their cards go.",
    DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("src", "SafetyML", "LinearText", "Models")),
};
var measure = new Option<bool>("--measure") { Description = "Train and measure, but write nothing." };
var encoder = new Option<DirectoryInfo>("--encoder")
{
    Description = "A sentence encoder's folder: train and measure harmfulness heads on it, too (half an hour on two cores; nothing of it is written).",
};
var command = new RootCommand("Trains the scorers that come with SafetyML, measures them and writes their cards.") { data, folder, measure, encoder };
command.SetAction(arguments => Run.Start(
    arguments.GetRequiredValue(data).FullName,
    arguments.GetValue(measure) ? null : arguments.GetRequiredValue(folder).FullName,
    arguments.GetValue(encoder)?.FullName));
try
{
    return command.Parse(args).Invoke(new() { EnableDefaultExceptionHandler = false });
}
catch (Exception problem) when (problem is IOException or ArgumentException or FormatException or InvalidOperationException or NotSupportedException
    or UnauthorizedAccessException or OperationCanceledException or TrainingDivergedException)
{
    Console.Error.WriteLine(VisibleText.Of(problem.Message));
    return 1;
}
