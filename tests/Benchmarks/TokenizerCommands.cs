using System.CommandLine;

namespace SafetyML.Benchmarks;

/// <summary>The command lines of <see cref="TokenizerBenchmark"/>.</summary>
internal static class TokenizerCommands
{
    /// <summary>Compares with the peer.</summary>
    public static Command Compare()
    {
        var model = new Option<string>("--model") { Description = "Folder with a byte-level tokenizer.json.", Required = true };
        var peer = new Option<string>("--peer") { Description = "Python with tokenizers.", Required = true };
        var rows = new Option<string>("--rows") { Description = "Alpaca file with the texts.", DefaultValueFactory = _ => Program.Shared("data/alpaca/alpaca_first1807.json") };
        var passes = new Option<int>("--passes") { Description = "Passes over the texts.", DefaultValueFactory = _ => 8 };
        var command = new Command("tokenizers", "Byte-level tokenizers against the tokenizers library, one thread each.") { model, peer, rows, passes };
        command.SetAction(parsed => new TokenizerBenchmark(Path.GetFullPath(parsed.GetRequiredValue(model)), parsed.GetRequiredValue(peer),
            Path.GetFullPath(parsed.GetRequiredValue(rows)), parsed.GetRequiredValue(passes)).Run());
        return command;
    }

    /// <summary>One run of this library.</summary>
    public static Command Own()
    {
        var tokenizer = new Option<string>("--tokenizer") { Required = true };
        var texts = new Option<string>("--texts") { Required = true };
        var passes = new Option<int>("--passes") { Required = true };
        var command = new Command("own-tokenizers", "One run of this library; prints its report as JSON.") { tokenizer, texts, passes };
        command.Hidden = true;
        command.SetAction(parsed => Console.WriteLine(
            TokenizerBenchmark.Measure(parsed.GetRequiredValue(tokenizer), parsed.GetRequiredValue(texts), parsed.GetRequiredValue(passes)).ToJson()));
        return command;
    }
}
