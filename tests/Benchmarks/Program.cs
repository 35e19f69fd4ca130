using System.CommandLine;
using System.Reflection;
using SafetyML.Benchmarks;
using TorchSharp;

/// <summary>Measurements against other stacks, each ratio taken in one run on one machine.</summary>
internal static class Program
{
    /// <summary>Arguments that start this program again by <see cref="Environment.ProcessPath"/>.</summary>
    public static IReadOnlyList<string> Self { get; } =
        Path.GetFileNameWithoutExtension(Environment.ProcessPath) == "dotnet" ? [Assembly.GetExecutingAssembly().Location] : [];

    public static int Main(string[] arguments) =>
        new RootCommand("Benchmarks of SafetyML against other stacks.")
        {
            Tuning(), Own(),
            DecodingCommands.Compare(), DecodingCommands.Own(),
            TokenizerCommands.Compare(), TokenizerCommands.Own(),
            ScoringCommands.Run(),
        }.Parse(arguments).Invoke();

    private static Command Tuning()
    {
        var model = new Option<string>("--model") { Description = "Hugging Face folder of the base model.", Required = true };
        var peer = new Option<string>("--peer") { Description = "Python with torch, transformers and PEFT.", Required = true };
        var script = new Option<string>("--peer-script") { Description = "The peer's training script.", DefaultValueFactory = _ => Shared("peers/peft_train.py") };
        var general = new Option<string>("--general") { Description = "Alpaca file of general rows.", DefaultValueFactory = _ => Shared("data/alpaca/alpaca_first1807.json") };
        var safety = new Option<string>("--safety") { Description = "Alpaca file of safety rows.", DefaultValueFactory = _ => Shared("data/safety-tuned-llamas/safety_only_data_Instructions.json") };
        var steps = new Option<int>("--steps") { Description = "Optimizer steps of 16 rows; the first two are not timed.", DefaultValueFactory = _ => 8 };
        var skip = new Option<bool>("--skip-float32") { Description = "Leaves out the peer's float32 run, which takes minutes." };
        var json = new Option<string?>("--json") { Description = "Also writes the results to this file." };
        var command = new Command("tuning", "LoRA tuning against transformers and PEFT.") { model, peer, script, general, safety, steps, skip, json };
        command.SetAction(parsed => new TuningBenchmark(new TuningSettings(Full(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(peer), Full(parsed.GetRequiredValue(script)),
            Full(parsed.GetRequiredValue(general)), Full(parsed.GetRequiredValue(safety)), parsed.GetRequiredValue(steps), !parsed.GetValue(skip), parsed.GetValue(json))).Run());
        return command;
    }

    private static Command Own()
    {
        var model = new Option<string>("--model") { Required = true };
        var rows = new Option<string>("--rows") { Required = true };
        var recipe = new Option<string>("--recipe") { Required = true };
        var type = new Option<string>("--dtype") { Required = true };
        var command = new Command("own-run", "One run of this library; prints its report as JSON.") { model, rows, recipe, type };
        command.Hidden = true;
        command.SetAction(parsed => Console.WriteLine(OwnRun.Measure(parsed.GetRequiredValue(model), parsed.GetRequiredValue(rows), Recipe.Named(parsed.GetRequiredValue(recipe)),
            Enum.Parse<torch.ScalarType>(parsed.GetRequiredValue(type), ignoreCase: true)).ToJson()));
        return command;
    }

    private static string Full(string path) => Path.GetFullPath(path);

    /// <summary>A file beside the repository: <c>../shared</c>, seen from the folder of the solution.</summary>
    public static string Shared(string path)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "SafetyML.sln")))
            folder = folder.Parent;
        return Path.GetFullPath(Path.Combine(folder?.FullName ?? ".", "..", "shared", path));
    }
}
