using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using SafetyML.Prompts;
using SafetyML.Torch.Tokenization;
using Spectre.Console;

namespace SafetyML.Benchmarks;

/// <summary>Byte-level tokenizers against the <c>tokenizers</c> library: same tokenizer.json, same texts, one thread, each stack in its own process.</summary>
/// <param name="model">Folder with a byte-level tokenizer.json.</param>
/// <param name="peer">Python with tokenizers.</param>
/// <param name="rows">Alpaca file whose prompts and answers are the texts.</param>
/// <param name="passes">Passes over the texts.</param>
internal sealed class TokenizerBenchmark(string model, string peer, string rows, int passes)
{
    private const string Llama3Pattern =
        @"(?i:'s|'t|'re|'ve|'m|'ll|'d)|[^\r\n\p{L}\p{N}]?\p{L}+|\p{N}{1,3}| ?[^\s\p{L}\p{N}]+[\r\n]*|\s*[\r\n]+|\s+(?!\S)|\s+";

    private static readonly string PeerScript = Path.Combine(AppContext.BaseDirectory, "tokenize_peer.py");

    /// <summary>Measures both stacks with the file's own split and with those of GPT-2 and LLaMA 3, and prints a table.</summary>
    public void Run()
    {
        var folder = Directory.CreateTempSubdirectory("safetyml-benchmark-").FullName;
        try
        {
            var texts = Path.Combine(folder, "texts.json");
            File.WriteAllText(texts, JsonSerializer.Serialize(Texts()));
            var table = new Table().AddColumns("split", "stack", "k/s", "first", "k/CPU s", "first CPU", "x peer", "equal");
            Compare("the file's", null, texts, folder, table);
            Compare("GPT-2", new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["trim_offsets"] = true, ["use_regex"] = true }, texts, folder, table);
            Compare("LLaMA 3", Llama3(), texts, folder, table);
            AnsiConsole.Write(table);
            AnsiConsole.MarkupLineInterpolated($"{new FileInfo(texts).Length / 1e6:F1} MB of Alpaca; one thread. k/s: thousands of tokens a second in the fastest of {passes} passes, and in the first. CPU s are the process's own, in the pass that took the fewest and in the first, for a machine that has other work.");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>Tokenizes with this library; the hidden command that <see cref="Run"/> starts.</summary>
    public static TokenizerReport Measure(string file, string textsFile, int passes)
    {
        var tokenizer = ModelTokenizer.Load(Path.GetDirectoryName(file)!);
        var texts = JsonSerializer.Deserialize<string[]>(File.ReadAllBytes(textsFile))!;
        var seconds = new List<double>();
        var processor = new List<double>();
        int[][] encoded = [];
        for (var pass = 0; pass < passes; pass++)
        {
            var start = Stopwatch.GetTimestamp();
            var begun = Environment.CpuUsage.TotalTime;
            encoded = Array.ConvertAll(texts, text => tokenizer.Encode(text, addSpecialTokens: false));
            seconds.Add(Stopwatch.GetElapsedTime(start).TotalSeconds);
            processor.Add((Environment.CpuUsage.TotalTime - begun).TotalSeconds);
        }

        var checksum = encoded.SelectMany(ids => ids).Aggregate(0u, (sum, id) => unchecked((sum * 31) + (uint)id));
        return new TokenizerReport(encoded.Sum(ids => ids.Length), seconds[0], seconds.Min(), processor[0], processor.Min(), checksum);
    }

    private static JsonObject Llama3() => new()
    {
        ["type"] = "Sequence",
        ["pretokenizers"] = new JsonArray(
            new JsonObject { ["type"] = "Split", ["pattern"] = new JsonObject { ["Regex"] = Llama3Pattern }, ["behavior"] = "Isolated", ["invert"] = false },
            new JsonObject { ["type"] = "ByteLevel", ["add_prefix_space"] = false, ["trim_offsets"] = true, ["use_regex"] = false }),
    };

    private void Compare(string name, JsonObject? split, string texts, string folder, Table table)
    {
        var tokenizer = JsonNode.Parse(File.ReadAllBytes(Path.Combine(model, "tokenizer.json")))!;
        if (split is not null)
            tokenizer["pre_tokenizer"] = split;
        var file = Path.Combine(folder, "tokenizer.json");
        File.WriteAllText(file, tokenizer.ToJsonString());
        List<string> arguments = ["--tokenizer", file, "--texts", texts, "--passes", $"{passes}"];
        var theirs = TokenizerReport.Parse(Child.Run(peer, [PeerScript, .. arguments], folder));
        Add("tokenizers", theirs);
        Add("SafetyML", TokenizerReport.Parse(Child.Run(Environment.ProcessPath!, [.. Program.Self, "own-tokenizers", .. arguments], folder)));

        void Add(string stack, TokenizerReport report) => table.AddRow(
            name, stack, Rate(report.Tokens, report.Fastest), Rate(report.Tokens, report.First), Rate(report.Tokens, report.Processor), Rate(report.Tokens, report.FirstProcessor), $"{theirs.Processor / report.Processor:F1}",
            report.Checksum == theirs.Checksum ? "yes" : "no");
    }

    private static string Rate(long tokens, double seconds) => $"{tokens / seconds / 1000:N0}";

    private string[] Texts() => [.. JsonNode.Parse(File.ReadAllBytes(rows))!.AsArray()
        .Select(row => PromptTemplate.Alpaca.Format((string)row!["instruction"]!, (string?)row["input"]) + (string)row["output"]!)];
}
