using System.CommandLine;
using System.CommandLine.Parsing;
using SafetyML.Tuning;

namespace QuickStart;

/// <summary>The command line. Without a model the tiny world is studied.</summary>
internal static class StudyCommand
{
    private static readonly Option<DirectoryInfo> Model = new("--model") { Description = "Hugging Face folder of the base model." };
    private static readonly Option<FileInfo> Instructions = new("--instructions") { Description = "Instruction data: Alpaca JSON, JSONL, CSV or TSV." };
    private static readonly Option<int?> Rows = new("--rows") { Description = "Use only the first rows of it." };
    private static readonly Option<FileInfo> Safety = new("--safety") { Description = "Safety demonstrations, in the same formats." };
    private static readonly Option<int[]> Count = new("--count")
    {
        CustomParser = Counts,
        Description = "Doses: how many safety demonstrations to mix in, separated by commas.",
    };

    private static readonly Option<FileInfo> Prompts = new("--prompts") { Description = "Prompts that should be refused." };
    private static readonly Option<FileInfo> SafePrompts = new("--safe-prompts") { Description = "Prompts that sound unsafe and are not." };
    private static readonly Option<int?> Epochs = new("--epochs") { Description = "Passes over the rows." };
    private static readonly Option<double?> Rate = new("--rate") { Description = "Highest learning rate." };
    private static readonly Option<int?> Rank = new("--rank") { Description = "Rank of the adapter." };
    private static readonly Option<int?> Cutoff = new("--cutoff") { Description = "Longest row in tokens." };
    private static readonly Option<int?> Batch = new("--batch") { Description = "Rows of one optimizer step." };
    private static readonly Option<int?> MicroBatch = new("--micro-batch") { Description = "Rows that are computed at once." };
    private static readonly Option<bool> ResponseOnly = new("--response-only") { Description = "Learn the answers only, not the prompts." };
    private static readonly Option<string> Decode = new("--decode") { Description = "greedy, or beam (4 beams)." };
    private static readonly Option<int?> NewTokens = new("--new-tokens") { Description = "Most tokens of an answer." };
    private static readonly Option<DirectoryInfo> Out = new("--out") { Description = "Folder of answers.jsonl, summary.json and safety-tuned.zip." };

    public static RootCommand Create(Action<StudySettings> run, Action<string, string> answer)
    {
        Decode.AcceptOnlyFromAmong("greedy", "beam");
        var command = new RootCommand("Tunes a model with several doses of safety data and shows which is too small, right, or too large.")
        {
            Model, Instructions, Rows, Safety, Count, Prompts, SafePrompts, Epochs, Rate, Rank, Cutoff, Batch, MicroBatch, ResponseOnly, Decode, NewTokens, Out,
        };
        command.SetAction((line, stop) => Task.Run(() => run(Settings(line, stop)), stop));
        command.Validators.Add(line =>
        {
            if (line.GetResult(Model) is null && line.GetResult(Instructions) is null && line.GetResult(Prompts) is null)
                return;
            foreach (var option in new Option[] { Model, Instructions, Safety, Count, Prompts }.Where(option => line.GetResult(option) is null))
                line.AddError($"{option.Name} is missing. A study of your own needs --model, --instructions, --safety, --count and --prompts.");
        });
        command.Add(AnswerCommand(answer));
        return command;
    }

    private static int[]? Counts(ArgumentResult argument)
    {
        var text = argument.Tokens[^1].Value;
        var counts = text.Split(',').Select(part => int.TryParse(part, out var count) ? count : -1).ToArray();
        if (!counts.Any(count => count < 0))
            return counts;
        argument.AddError($"--count is '{text}'; it must be whole numbers from 0, separated by commas, such as 0,100,300.");
        return null;
    }

    private static Command AnswerCommand(Action<string, string> answer)
    {
        var zip = new Argument<string>("zip") { Description = "A saved model." };
        var prompt = new Argument<string>("prompt") { Description = "What to ask it." };
        var command = new Command(SecondProcess.Verb, "Loads a saved model and answers one prompt.") { zip, prompt };
        command.SetAction(line => answer(line.GetRequiredValue(zip), line.GetRequiredValue(prompt)));
        return command;
    }

    private static StudySettings Settings(ParseResult line, CancellationToken stop)
    {
        var tiny = StudySettings.Tiny;
        var own = line.GetValue(Model) is not null;
        var start = own ? new SafetyTuneOptions() : tiny.Tuning;
        return new StudySettings
        {
            Model = line.GetValue(Model)?.FullName ?? tiny.Model,
            Instructions = line.GetValue(Instructions)?.FullName ?? tiny.Instructions,
            Rows = line.GetValue(Rows),
            Safety = line.GetValue(Safety)?.FullName ?? tiny.Safety,
            Counts = line.GetResult(Count) is null ? tiny.Counts : line.GetRequiredValue(Count),
            Prompts = line.GetValue(Prompts)?.FullName ?? tiny.Prompts,
            SafePrompts = line.GetValue(SafePrompts)?.FullName ?? (own ? null : tiny.SafePrompts),
            Helpful = own ? null : tiny.Helpful,
            Out = line.GetValue(Out)?.ToString() ?? tiny.Out,
            Tuning = start with
            {
                CancellationToken = stop,
                Epochs = line.GetValue(Epochs) ?? start.Epochs,
                LearningRate = line.GetValue(Rate) ?? start.LearningRate,
                Rank = line.GetValue(Rank) ?? start.Rank,
                CutoffLength = line.GetValue(Cutoff) ?? start.CutoffLength,
                BatchSize = line.GetValue(Batch) ?? start.BatchSize,
                MicroBatchSize = line.GetValue(MicroBatch) ?? start.MicroBatchSize,
                ResponseOnly = line.GetValue(ResponseOnly) || start.ResponseOnly,
                Decoding = start.Decoding with
                {
                    Beams = line.GetValue(Decode) switch { "greedy" => 1, "beam" => 4, _ => start.Decoding.Beams },
                    MaxNewTokens = line.GetValue(NewTokens) ?? start.Decoding.MaxNewTokens,
                },
            },
        };
    }
}
