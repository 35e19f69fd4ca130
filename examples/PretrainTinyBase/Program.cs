using System.CommandLine;
using System.Diagnostics;
using PretrainTinyBase;
using PretrainTinyBase.Grammar;
using PretrainTinyBase.Tokens;
using SafetyML.Prompts;
using SafetyML.Torch.Models;
using Spectre.Console;

var folder = new Option<string>("--out")
{
    Description = "The folder to write: base/ and data/.",
    DefaultValueFactory = _ => Path.Combine("examples", "QuickStart", "Tiny"),
};
var steps = new Option<int>("--steps") { Description = "Training steps of 64 requests.", DefaultValueFactory = _ => 800 };
var seed = new Option<int>("--seed") { Description = "The seed of everything.", DefaultValueFactory = _ => 1 };
var command = new RootCommand("Makes the tiny base model of the quick start and its data: a language with invented acts.") { folder, steps, seed };
command.SetAction(arguments => Make(arguments.GetRequiredValue(folder), arguments.GetRequiredValue(steps), arguments.GetRequiredValue(seed)));
return command.Parse(args).Invoke();

static void Make(string folder, int steps, int seed)
{
    var watch = Stopwatch.StartNew();
    var world = new World(seed);
    DataFiles.Write(Path.Combine(folder, "data"), world, seed);
    var start = Directory.CreateTempSubdirectory("tiny-base-");
    try
    {
        var random = new Random(seed);
        var texts = Enumerable.Range(0, 20_000).Select(_ => world.Draw(random)).Select(r => PromptTemplate.Alpaca.Format(r.Instruction) + r.Answer);
        var vocabulary = TokenizerFiles.Write(start.FullName, texts);
        EmptyModel.Write(start.FullName, vocabulary, seed);
        using var model = LanguageModel.Load(start.FullName);
        Train(model, world, steps, seed);
        var target = Path.Combine(folder, "base");
        model.Save(target + ".new");
        if (Directory.Exists(target))
            Directory.Delete(target, recursive: true);
        Directory.Move(target + ".new", target);
        AnsiConsole.WriteLine($"{target}: {vocabulary} tokens, {model.Network.parameters().Sum(p => p.numel()):N0} weights, {watch.Elapsed.TotalSeconds:F0} s");
    }
    finally
    {
        start.Delete(recursive: true);
    }
}

static void Train(LanguageModel model, World world, int steps, int seed) => AnsiConsole.Progress().Start(progress =>
{
    var bar = progress.AddTask("pretraining", maxValue: steps);
    new Pretraining(model, world, steps, seed).Run((step, loss) =>
    {
        bar.Value = step + 1;
        bar.Description = $"pretraining, loss {loss:F4}";
    });
});
