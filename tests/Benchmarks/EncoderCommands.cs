using System.CommandLine;
using TorchSharp;

namespace SafetyML.Benchmarks;

/// <summary>The command lines of <see cref="EncoderBenchmark"/>.</summary>
internal static class EncoderCommands
{
    /// <summary>Compares with the peer.</summary>
    public static Command Compare()
    {
        var model = new Option<string>("--model") { Description = "Hugging Face folder of an encoder.", DefaultValueFactory = _ => Program.Shared("models/all-minilm-l6-v2") };
        var peer = new Option<string>("--peer") { Description = "Python with torch and transformers.", Required = true };
        var rows = new Option<string>("--rows") { Description = "Alpaca file whose answers are the texts.", DefaultValueFactory = _ => Program.Shared("data/alpaca/alpaca_first1807.json") };
        var count = new Option<int>("--count") { Description = "Texts.", DefaultValueFactory = _ => 640 };
        var threads = new Option<int>("--threads") { Description = "Threads of each process.", DefaultValueFactory = _ => Environment.ProcessorCount };
        var command = new Command("encoder", "Training of a classification head and its encoder against transformers.") { model, peer, rows, count, threads };
        command.SetAction(parsed => EncoderBenchmark.Run(Path.GetFullPath(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(peer),
            Path.GetFullPath(parsed.GetRequiredValue(rows)), parsed.GetRequiredValue(count), parsed.GetRequiredValue(threads)));
        return command;
    }

    /// <summary>One run of this library.</summary>
    public static Command Own()
    {
        var model = new Option<string>("--model") { Required = true };
        var texts = new Option<string>("--texts") { Required = true };
        var type = new Option<string>("--dtype") { Required = true };
        var threads = new Option<int>("--threads") { Required = true };
        var command = new Command("own-encoder", "One run of this library; prints its report as JSON.") { model, texts, type, threads };
        command.Hidden = true;
        command.SetAction(parsed => Console.WriteLine(EncoderBenchmark.Measure(parsed.GetRequiredValue(model), parsed.GetRequiredValue(texts),
            Enum.Parse<torch.ScalarType>(parsed.GetRequiredValue(type), ignoreCase: true), parsed.GetRequiredValue(threads)).ToJson()));
        return command;
    }
}
