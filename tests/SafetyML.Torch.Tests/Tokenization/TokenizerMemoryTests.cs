using System.Globalization;
using System.Text;
using SafetyML.Torch.Tests.Support;
using SafetyML.Torch.Tokenization;
using Xunit;
using Xunit.Abstractions;

namespace SafetyML.Torch.Tests.Tokenization;

/// <summary>What the managed heap gives for a tokenizer: its strings and tables, and nothing per value beside them.</summary>
public sealed class TokenizerMemoryTests(ITestOutputHelper output)
{
    private const int Constant = 2_000_000;

    // As in SmolLM2's file: a value in a line, and nearly as many pairs as tokens.
    [Fact]
    public void Load_TokenizerJsonOfAModel_TakesAtMostFourTimesItsSize()
    {
        var json = TinyTokenizer.ByteLevel([.. Enumerable.Range(0, 60_000).Select(Spelled).Where(token => token.Length > 1).Select(token => $"{token[..^1]} {token[^1]}")]);

        AssertWithin(4, "tokenizer.json", Encoding.UTF8.GetBytes(json.ToJsonString(new() { WriteIndented = true })));
    }

    [SkippableFact]
    public void Load_SmolLm2_TakesAtMostFourTimesItsSize()
    {
        AssertWithin(4, "tokenizer.json", File.ReadAllBytes(Path.Combine(Fixtures.SmolLm2(), "tokenizer.json")));
    }

    // The shortest tokens and pairs that there can be.
    [Fact]
    public void Load_TokenizerJsonOfShortTokens_TakesAtMostSevenTimesItsSize()
    {
        var vocabulary = string.Join(',', Enumerable.Range(0, 300_000).Select(id => $"\"{Spelled(id)}\":{id}"));
        var merges = string.Join(',', Enumerable.Repeat("\"a b\"", 300_000));

        AssertWithin(7, "tokenizer.json", Encoding.UTF8.GetBytes($$$"""{"model":{"type":"BPE","vocab":{{{{vocabulary}}},"ab":300000},"merges":[{{{merges}}}]}}"""));
    }

    [Fact]
    public void Load_TokenizerJsonOfOtherValues_IsRefusedWithinSevenTimesItsSize()
    {
        var values = $"[{string.Join(',', Enumerable.Repeat("0", 1_000_000))}]";
        foreach (var json in (string[])[$$$"""{"model":{"type":"BPE","vocab":{{{values}}},"merges":[]}}""", $$$"""{"model":{"type":"BPE","vocab":{"a":0},"merges":{{{values}}}}}"""])
            AssertWithin(7, "tokenizer.json", Encoding.UTF8.GetBytes(json), isRefused: true);
    }

    // Each character that tokens do not share is a node of the trie, so this is the one kind of file whose memory is not near its size.
    [Fact]
    public void Load_UnigramOfLongTokens_TakesItsTrieAsWell()
    {
        var random = new Random(1);
        var vocabulary = string.Join(',', Enumerable.Range(0, 4000).Select(_ => $"[\"{string.Concat(Enumerable.Range(0, 1000).Select(_ => (char)('a' + random.Next(26))))}\",-1]"));

        AssertWithin(100, "tokenizer.json", Encoding.UTF8.GetBytes($$$"""{"model":{"type":"Unigram","unk_id":0,"vocab":[{{{vocabulary}}}]}}"""));
    }

    // Four megabytes in which every cut of every token is looked up.
    [Fact]
    public void Load_TiktokenOfTheLongestTokens_TakesLinearTime()
    {
        var random = new Random(1);
        var lines = Enumerable.Range(0, 12_000).Select(rank =>
        {
            var token = new byte[MergeTable.LongestToken];
            random.NextBytes(token);
            return $"{Convert.ToBase64String(token)} {rank}\n";
        });
        using var folder = new TempFolder();
        File.WriteAllText(folder.File("tokenizer.model"), string.Concat(lines));

        var watch = System.Diagnostics.Stopwatch.StartNew();
        ModelTokenizer.Load(folder);
        output.WriteLine($"{watch.Elapsed.TotalSeconds:F2} s");
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10)); // a machine with other work; alone it is below one
    }

    private static string Spelled(int id)
    {
        var token = new StringBuilder();
        for (id++; id > 0; id /= 26)
            token.Insert(0, (char)('a' + (--id % 26)));
        return token.ToString();
    }

    private void AssertWithin(int factor, string name, byte[] content, bool isRefused = false)
    {
        using var folder = new TempFolder();
        TinyTokenizer.Load(TinyTokenizer.ByteLevel("a b")); // what runs once has run
        File.WriteAllBytes(folder.File(name), content);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Record.Exception(() => ModelTokenizer.Load(folder));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{content.Length} bytes, {allocated} allocated: {(double)allocated / content.Length:F1} times the file"));
        Assert.Equal(isRefused, fault is TokenizerFormatException);
        Assert.InRange(allocated, 0, ((long)factor * content.Length) + Constant);
    }
}
