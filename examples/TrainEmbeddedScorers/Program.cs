using System.CommandLine;
using TrainEmbeddedScorers;

var data = new Option<DirectoryInfo>("--data") { Description = "The folder that holds xstest, gptfuzz, hh-rlhf, hatecheck and toxicity; for --measure also jailbreakeval.", Required = true };
var folder = new Option<DirectoryInfo>("--out")
{
    Description = "Where the models and their cards go.",
    DefaultValueFactory = _ => new DirectoryInfo(Path.Combine("src", "SafetyML", "LinearText", "Models")),
};
var measure = new Option<bool>("--measure") { Description = "Only measure the models that the assembly has, and the recipes; write nothing." };
var command = new RootCommand("Trains the scorers that come with SafetyML, measures them and writes their cards.") { data, folder, measure };
command.SetAction(arguments => Run.Start(arguments.GetRequiredValue(data).FullName, arguments.GetValue(measure) ? null : arguments.GetRequiredValue(folder).FullName));
return command.Parse(args).Invoke();
