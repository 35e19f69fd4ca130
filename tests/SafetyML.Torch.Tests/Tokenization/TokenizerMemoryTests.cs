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
    private const int Factor = 4, Constant = 1_300_000;

    // As in SmolLM2's file: a value in a line, and nearly as many pairs as tokens.
    [Fact]
    public void Load_TokenizerJsonOfAModel_StaysWithinItsBound()
    {
        var json = TinyTokenizer.ByteLevel([.. Enumerable.Range(0, 60_000).Select(Spelled).Where(token => token.Length > 1).Select(token => $"{token[..^1]} {token[^1]}")]);

        AssertWithin("tokenizer.json", Encoding.UTF8.GetBytes(json.ToJsonString(new() { WriteIndented = true })));
    }

    [SkippableFact]
    public void Load_SmolLm2_StaysWithinItsBound() => AssertWithin("tokenizer.json", File.ReadAllBytes(Path.Combine(Fixtures.SmolLm2(), "tokenizer.json")));

    [Fact]
    public void Load_LongTokensThatShareNothing_StaysWithinItsBound()
    {
        AssertWithin("tokenizer.json", HostileFiles.Unigram(HostileFiles.Random(4000, 1000)));
        AssertWithin("tokenizer.json", HostileFiles.Bpe(HostileFiles.Random(4000, 1000)));
        AssertWithin("vocab.txt", HostileFiles.Lines(HostileFiles.Random(4000, 1000)));
        AssertWithin("tokenizer.model", HostileFiles.SentencePiece(1, HostileFiles.Random(1000, 1000)));
        AssertWithin("tokenizer.model", HostileFiles.SentencePiece(2, HostileFiles.Random(4000, 250)));
    }

    // The shortest tokens that a file can have so many of.
    [Fact]
    public void Load_ShortTokens_StaysWithinItsBound()
    {
        string[] tokens = [.. Enumerable.Range(0, 300_000).Select(Spelled)];

        AssertWithin("tokenizer.json", HostileFiles.Bpe(tokens));
        AssertWithin("tokenizer.json", HostileFiles.Bpe(tokens, id => 7 * (tokens.Length - id)));
        AssertWithin("tokenizer.json", HostileFiles.Unigram(tokens), isRefused: true);
        AssertWithin("tokenizer.model", HostileFiles.Tiktoken(tokens));
        AssertWithin("tokenizer.model", HostileFiles.SentencePiece(1, tokens));
        AssertWithin("vocab.txt", HostileFiles.Lines(tokens));
    }

    // As many, and as long, as in the largest models.
    [Fact]
    public void Load_QuarterOfAMillionPieces_StaysWithinItsBound()
    {
        string[] tokens = [.. Enumerable.Range(0, 250_000).Select(id => Spelled((id * 7919) + 500_000))];

        AssertWithin("tokenizer.model", HostileFiles.SentencePiece(1, tokens));
        AssertWithin("tokenizer.model", HostileFiles.SentencePiece(2, tokens));
    }

    [Theory]
    [InlineData("tokenizer.model", "YQ== 0\n", 500_000)]
    [InlineData("tokenizer.model", "\n", 3_000_000)]
    [InlineData("vocab.txt", "\n", 3_000_000)]
    public void Load_LinesThatAreNoVocabulary_IsRefusedWithinItsBound(string name, string line, int count)
        => AssertWithin(name, Encoding.ASCII.GetBytes($"YQ== 0\n{string.Concat(Enumerable.Repeat(line, count))}"), isRefused: true);

    // All three-letter tokens with both pairs that make each, and one pair again and again.
    [Fact]
    public void Load_AsManyPairsAsThereCanBe_StaysWithinItsBound()
    {
        string[] letters = [.. Enumerable.Range(0, 48).Select(letter => ((char)('A' + letter)).ToString()).Where(letter => letter is not "\\")];
        string[] two = [.. letters.SelectMany(left => letters.Select(right => left + right))];
        string[] three = [.. two.SelectMany(left => letters.Select(right => left + right))];
        IEnumerable<string> merges = [.. two.Select(token => $"{token[0]} {token[1]}"), .. three.SelectMany(token => new[] { $"{token[..2]} {token[2]}", $"{token[0]} {token[1..]}" })];

        AssertWithin("tokenizer.json", HostileFiles.Bpe([.. letters, .. two, .. three], merges: merges));
        AssertWithin("tokenizer.json", HostileFiles.Bpe(["a", "b", "ab"], merges: Enumerable.Repeat("a b", 500_000)));
    }

    // A pair for each cut of each token.
    [Fact]
    public void Load_RanksOfRuns_StaysWithinItsBound()
    {
        string[] runs = [.. Enumerable.Range(1, 100).SelectMany(letter => Enumerable.Range(1, 250).Select(length => new string((char)letter, length)))];

        AssertWithin("tokenizer.model", HostileFiles.Tiktoken(runs));
        AssertWithin("tokenizer.model", HostileFiles.SentencePiece(2, runs));
        AssertWithin("tokenizer.json", HostileFiles.Unigram(runs));
    }

    [Theory]
    [InlineData("\"x\":[", "0", "]", 1_000_000, false)]
    [InlineData("\"added_tokens\":[", "{\"id\":0,\"content\":\"a\"}", "]", 100_000, true)]
    [InlineData("\"normalizer\":{\"type\":\"Sequence\",\"normalizers\":[", "{\"type\":\"BertNormalizer\"}", "]}", 30_000, true)]
    [InlineData("\"pre_tokenizer\":{\"type\":\"Sequence\",\"pretokenizers\":[", "{\"type\":\"Digits\"}", "]}", 1000, true)]
    [InlineData("\"decoder\":{\"type\":\"Sequence\",\"decoders\":[", "{\"type\":\"Replace\",\"pattern\":{\"String\":\"x\"},\"content\":\"y\"}", "]}", 5000, true)]
    [InlineData("\"post_processor\":{\"type\":\"Sequence\",\"processors\":[", "{\"type\":\"ByteLevel\"}", "]}", 50_000, true)]
    [InlineData("\"post_processor\":{\"type\":\"TemplateProcessing\",\"single\":[", "{\"Sequence\":{\"id\":\"A\"}}", "]}", 20_000, true)]
    public void Load_SettingsOfManyValues_StaysWithinItsBound(string before, string value, string after, int count, bool isRefused)
        => AssertWithin("tokenizer.json", HostileFiles.Bpe(["a"], settings: $"{before}{string.Join(',', Enumerable.Repeat(value, count))}{after},"), isRefused);

    [Theory]
    [InlineData("\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"String\":\"", "\"},\"behavior\":\"Isolated\"},")]
    [InlineData("\"pre_tokenizer\":{\"type\":\"Split\",\"pattern\":{\"Regex\":\"", "\"},\"behavior\":\"Isolated\"},")]
    [InlineData("\"normalizer\":{\"type\":\"Replace\",\"pattern\":{\"String\":\"", "\"},\"content\":\"a\"},")]
    public void Load_LongPattern_IsRefusedWithinItsBound(string before, string after)
        => AssertWithin("tokenizer.json", HostileFiles.Bpe(["a"], settings: $"{before}{new string('.', 500_000)}{after}"), isRefused: true);

    // As GGUF files of speech models are read: tens of thousands of tokens beside a vocabulary.
    [Fact]
    public void Load_ManyAddedTokens_Loads()
    {
        var added = string.Join(',', Enumerable.Range(0, 30_000).Select(id => $$"""{"id":{{id}},"content":"<custom_token_{{id}}>","single_word":false,"lstrip":false,"rstrip":false,"normalized":false,"special":true}"""));

        AssertWithin("tokenizer.json", HostileFiles.Bpe(Enumerable.Range(0, 30_000).Select(id => $"<custom_token_{id}>"), settings: $"\"added_tokens\":[{added}],"));
    }

    [Fact]
    public void Load_AddedTokensThatTheNormalizerMakesLong_IsRefusedWithinItsBound()
    {
        var steps = string.Join(',', Enumerable.Repeat($$"""{"type":"Replace","pattern":{"String":"a"},"content":"{{new string('a', 200)}}"}""", 2));
        var added = string.Join(',', Enumerable.Repeat("""{"id":0,"content":"a"}""", 5000));

        AssertWithin("tokenizer.json", HostileFiles.Bpe(["a"], settings: $"\"normalizer\":{{\"type\":\"Sequence\",\"normalizers\":[{steps}]}},\"added_tokens\":[{added}],"), isRefused: true);
    }

    [Fact]
    public void Load_VocabularyOfTheShortestNames_IsRefusedWithinItsBound()
        => AssertWithin("vocab.json", Encoding.ASCII.GetBytes($"{{{string.Join(',', Enumerable.Repeat("\"\":0", 1_000_000))}}}"), isRefused: true);

    [Fact]
    public void Load_ManyMembers_IsRefusedWithinItsBound()
        => AssertWithin("tokenizer.json", HostileFiles.Bpe(["a"], settings: string.Concat(Enumerable.Repeat("\"\":0,", 500_000))), isRefused: true);

    // Twice as long with each step.
    [Fact]
    public void Encode_NormalizerThatNeverEnds_SaysSo()
    {
        var step = """{"type":"Replace","pattern":{"String":"a"},"content":"aa"}""";
        using var folder = new TempFolder();
        File.WriteAllBytes(folder.File("tokenizer.json"), HostileFiles.Bpe(["a"], settings: $$"""
            "normalizer":{"type":"Sequence","normalizers":[{{string.Join(',', Enumerable.Repeat(step, 40))}}]},
            """));
        var tokenizer = ModelTokenizer.Load(folder);

        Assert.StartsWith("The normalizer makes a text more than 64 times as long", Assert.Throws<TokenizerFormatException>(() => tokenizer.Encode("aaa")).Message);
    }

    [Fact]
    public void Load_TokenizerJsonOfOtherValues_IsRefusedWithinItsBound()
    {
        var values = $"[{string.Join(',', Enumerable.Repeat("0", 1_000_000))}]";
        foreach (var json in (string[])[$$$"""{"model":{"type":"BPE","vocab":{{{values}}},"merges":[]}}""", $$$"""{"model":{"type":"BPE","vocab":{"a":0},"merges":{{{values}}}}}"""])
            AssertWithin("tokenizer.json", Encoding.UTF8.GetBytes(json), isRefused: true);
    }

    private static string Spelled(int id)
    {
        var token = new StringBuilder();
        for (id++; id > 0; id /= 26)
            token.Insert(0, (char)('a' + (--id % 26)));
        return token.ToString();
    }

    private void AssertWithin(string name, byte[] content, bool isRefused = false)
    {
        using var folder = new TempFolder();
        TinyTokenizer.Load(TinyTokenizer.ByteLevel("a b")).Encode("a"); // what runs once has run
        File.WriteAllBytes(folder.File(name), content);
        if (name == "vocab.json")
            File.WriteAllText(folder.File("merges.txt"), "");
        var watch = System.Diagnostics.Stopwatch.StartNew();
        var before = GC.GetAllocatedBytesForCurrentThread();
        var fault = Record.Exception(() => ModelTokenizer.Load(folder));
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{content.Length} bytes, {allocated} allocated: {(double)allocated / content.Length:F1} times the file"));
        Assert.Equal(isRefused, fault is TokenizerFormatException);
        Assert.InRange(allocated, 0, ((long)Factor * content.Length) + Constant);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(10)); // a machine with other work; alone it is far below one
    }
}
