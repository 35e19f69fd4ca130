using System.CommandLine;
using TorchSharp;

namespace SafetyML.Benchmarks;

/// <summary>The command lines of <see cref="DecodingBenchmark"/>.</summary>
internal static class DecodingCommands
{
    /// <summary>Compares with the peer.</summary>
    public static Command Compare()
    {
        var model = new Option<string>("--model") { Description = "Hugging Face folder of the model.", Required = true };
        var peer = new Option<string>("--peer") { Description = "Python with torch and transformers.", Required = true };
        var rows = new Option<string>("--rows") { Description = "Alpaca file with the prompts.", DefaultValueFactory = _ => Program.Shared("data/alpaca/alpaca_first1807.json") };
        var count = new Option<int>("--count") { Description = "Prompts, decoded together.", DefaultValueFactory = _ => 8 };
        var beams = new Option<int>("--beams") { Description = "Beams; 1 is greedy.", DefaultValueFactory = _ => 4 };
        var tokens = new Option<int>("--new-tokens") { Description = "Most new tokens.", DefaultValueFactory = _ => 128 };
        var threads = new Option<int>("--threads") { Description = "Threads of each process.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var rounds = new Option<int>("--rounds") { Description = "Runs of each stack, in turn.", DefaultValueFactory = _ => 3 };
        var types = new Option<string[]>("--dtype") { Description = "Types of the weights.", AllowMultipleArgumentsPerToken = true, DefaultValueFactory = _ => ["bfloat16", "float32"] };
        var command = new Command("decoding", "Answers against transformers' generate.") { model, peer, rows, count, beams, tokens, threads, rounds, types };
        command.SetAction(parsed => new DecodingBenchmark(new DecodingSettings(Path.GetFullPath(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(peer),
            Path.GetFullPath(parsed.GetRequiredValue(rows)), parsed.GetRequiredValue(count), parsed.GetRequiredValue(beams), parsed.GetRequiredValue(tokens), parsed.GetRequiredValue(threads), parsed.GetRequiredValue(rounds), parsed.GetRequiredValue(types))).Run());
        return command;
    }

    /// <summary>One run of this library.</summary>
    public static Command Own()
    {
        var model = new Option<string>("--model") { Required = true };
        var prompts = new Option<string>("--prompts") { Required = true };
        var type = new Option<string>("--dtype") { Required = true };
        var beams = new Option<int>("--beams") { Required = true };
        var tokens = new Option<int>("--new-tokens") { Required = true };
        var threads = new Option<int>("--threads") { Required = true };
        var command = new Command("own-decoding", "One run of this library; prints its report as JSON.") { model, prompts, type, beams, tokens, threads };
        command.Hidden = true;
        command.SetAction(parsed => Console.WriteLine(DecodingBenchmark.Measure(parsed.GetRequiredValue(model), parsed.GetRequiredValue(prompts),
            Enum.Parse<torch.ScalarType>(parsed.GetRequiredValue(type), ignoreCase: true), parsed.GetRequiredValue(beams), parsed.GetRequiredValue(tokens), parsed.GetRequiredValue(threads)).ToJson()));
        return command;
    }
}
